import { type ReactNode, useEffect, useRef } from 'react';
import type { PlanView } from '#api/planning.ts';
import type { PlanInputs } from '#domain/limit.ts';
import { kecOf, levelOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog } from '#ui/parts.tsx';
import type { useQueryState } from '#ui/query-state.ts';
import { RegionPicker } from '#ui/RegionPicker.tsx';
import { useMe } from '#ui/session.tsx';
import { LineWhy } from './LineWhy.tsx';
import type { RecipeChoice } from './LockFields.tsx';
import { LockHere } from './LockHere.tsx';
import { PlaceWhy } from './PlaceWhy.tsx';
import { PlanWhy } from './PlanWhy.tsx';
import { useNarrow } from './use-narrow.ts';

export interface Decide {
  readonly inputs: PlanInputs;
  readonly recipes: readonly RecipeChoice[];
  readonly onChange: (change: Partial<PlanInputs>) => void;
}

/**
 * Why this, why not that. Beside the table where there is room, over the page where there is not;
 * with nothing chosen it speaks of the plan as a whole.
 */
export function WhyPanel({
  view,
  names,
  query,
  decide,
}: {
  view: PlanView;
  names: ReadonlyMap<string, string>;
  query: ReturnType<typeof useQueryState>;
  /** Present where the reader may lock and ban. */
  decide: Decide | undefined;
}) {
  const say = useSay();
  const me = useMe();
  const narrow = useNarrow();
  const line = view.lines.find((l) => l.id === query.get('baris'));
  const asked = query.get('bukan') || query.get('wilayah');
  // Batches are held in a kecamatan; a village is answered for by its own.
  const place = levelOf(asked) === 'village' ? kecOf(asked) : asked;
  const panel = useRef<HTMLElement>(null);
  // A link that asks about a place leads to its answer, not to the top of the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the page was opened with a question
  useEffect(() => {
    if (place !== '' && !narrow) panel.current?.scrollIntoView({ block: 'start' });
  }, []);
  const close = () => query.set({ baris: '', bukan: '', wilayah: '' });
  const nameOf = (code: string) => names.get(code) ?? code;
  // Who comes to put a place into the plan meets that first; who asks why not, the reasons.
  const lock = decide && place !== '' && (
    <LockHere key={place} code={place} view={view} {...decide} />
  );
  const told = line
    ? {
        title: say.t('plan.whyThis', {
          recipe: line.recipeName[say.language],
          place: nameOf(line.place),
        }),
        body: (
          <>
            <LineWhy view={view} line={line.id} names={names} />
            {decide && (
              <LockHere
                key={line.id}
                code={line.place}
                recipe={line.recipe}
                batches={line.batches}
                view={view}
                {...decide}
              />
            )}
            <div className="row">
              <Button
                small
                onClick={() => query.set({ baris: '', bukan: line.place, wilayah: '' })}
              >
                {say.t('plan.whyNotOthers')}
              </Button>
            </div>
          </>
        ),
      }
    : place !== ''
      ? {
          title: placeTitle(say, view, place, nameOf(place)),
          body: (
            <>
              {query.get('bukan') === '' && lock}
              <PlaceWhy
                view={view}
                code={place}
                names={names}
                onLine={(id) => query.set({ baris: id, bukan: '', wilayah: '' })}
                onPlace={(code) => query.set({ bukan: code, wilayah: '' })}
              />
              {query.get('bukan') !== '' && lock}
            </>
          ),
        }
      : undefined;
  const picker = (
    <RegionPicker
      label={say.t('plan.whyNot')}
      levels={['kab', 'kec']}
      within={me.role === 'officer' ? me.area : undefined}
      value={undefined}
      onChange={(r) => r && query.set({ bukan: r.code, baris: '', wilayah: '' })}
    />
  );
  return (
    <aside ref={panel} className="plan-why panel" aria-label={say.t('plan.why')}>
      {picker}
      {narrow || told === undefined ? (
        <PlanWhy view={view} names={names} />
      ) : (
        <Told title={told.title} onClose={close}>
          {told.body}
        </Told>
      )}
      {narrow && (
        <Dialog title={told?.title ?? ''} open={told !== undefined} onClose={close}>
          {told?.body}
        </Dialog>
      )}
    </aside>
  );
}

function placeTitle(
  say: ReturnType<typeof useSay>,
  view: PlanView,
  code: string,
  name: string,
): string {
  const planned = view.lines.some((l) => l.place === code || l.place.startsWith(`${code}.`));
  return say.t(planned ? 'plan.placeTitle' : 'plan.whyNotPlace', { place: name });
}

function Told({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const say = useSay();
  return (
    <div className="stack">
      <div className="plan-why-head" aria-live="polite">
        <h2>{title}</h2>
        <Button small look="quiet" onClick={onClose}>
          {say.t('action.close')}
        </Button>
      </div>
      {children}
    </div>
  );
}
