import { type PlanView, planningApi } from '#api/planning.ts';
import type { PlanAbsent } from '#domain/plan.ts';
import { covers } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { Empty, Explain, LinkButton, Loaded, Loading, Tag } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { Reasons } from '../potential/words.tsx';
import { KitTag, type ViewLine } from './plan-words.tsx';
import { toldPlace } from './told-place.ts';

/** One place: what is planned there and why the rest is not, with what would bring it in. */
export function PlaceWhy({
  view,
  code,
  names,
  onLine,
  onPlace,
}: {
  view: PlanView;
  code: string;
  names: ReadonlyMap<string, string>;
  onLine: (line: string) => void;
  onPlace: (code: string) => void;
}) {
  const say = useSay();
  const lines = view.lines.filter((l) => covers(code, l.place) || covers(l.place, code));
  const told = toldPlace(view, code);
  const below = view.absent.filter((a) => covers(code, a.code) && a.code !== code && !a.served);
  return (
    <div className="stack">
      {lines.length > 0 && <LinesHere lines={lines} names={names} onLine={onLine} />}
      {told === undefined ? (
        lines.length === 0 && <Empty title={say.t('plan.placeSilent')} />
      ) : (
        <Absence plan={view.plan.id} code={told} />
      )}
      {below.length > 0 && (
        <section className="plan-part">
          <h3>{say.t('plan.placesWithout', { n: below.length })}</h3>
          <ul className="plan-villages">
            {below.map((a) => (
              <li key={a.code}>
                <button type="button" className="table-row-button" onClick={() => onPlace(a.code)}>
                  {names.get(a.code) ?? a.code}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div>
        <LinkButton small to={`/wilayah/${code}`}>
          {say.t('plan.openRegion')}
        </LinkButton>
      </div>
    </div>
  );
}

function LinesHere({
  lines,
  names,
  onLine,
}: {
  lines: readonly ViewLine[];
  names: ReadonlyMap<string, string>;
  onLine: (line: string) => void;
}) {
  const say = useSay();
  return (
    <section className="plan-part">
      <h3>{say.t('plan.linesHere', { n: lines.length })}</h3>
      <ul className="plan-here">
        {lines.map((l) => (
          <li key={l.id}>
            <button type="button" className="table-row-button" onClick={() => onLine(l.id)}>
              {`${l.recipeName[say.language]}, ${names.get(l.place) ?? l.place}`}
            </button>
            <span className="small soft">
              {say.t('plan.lineShort', { batches: l.batches, participants: l.participants })}
            </span>
            <KitTag line={l} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Absence({ plan, code }: { plan: string; code: string }) {
  const query = useOperation(planningApi.explainAbsence, { id: plan, code });
  return (
    <Loaded query={query} lines={5}>
      {(absent) => (absent.code === code ? <AbsenceTold absent={absent} /> : <Loading lines={5} />)}
    </Loaded>
  );
}

function AbsenceTold({ absent }: { absent: PlanAbsent }) {
  const say = useSay();
  const near = absent.options.filter((o) => o.why !== 'blocked');
  const held = absent.options.filter((o) => o.why === 'blocked');
  return (
    <>
      {absent.because.length > 0 && (
        <section className="plan-part">
          <h3>{say.t('plan.whyNothing')}</h3>
          <Reasons reasons={absent.because} />
        </section>
      )}
      {absent.opensWith.length > 0 && (
        <section className="plan-part plan-opens">
          <h3>{say.t('plan.opens')}</h3>
          <Reasons reasons={absent.opensWith} />
        </section>
      )}
      {near.length > 0 && (
        <section className="plan-part">
          <h3>{say.t(absent.served ? 'plan.othersHere' : 'plan.options')}</h3>
          <Options options={near} />
        </section>
      )}
      {held.length > 0 && (
        <Explain title={say.t('plan.heldHere', { n: held.length })}>
          <Options options={held} />
        </Explain>
      )}
      {absent.families !== null && (
        <p className="small soft">{say.t('plan.familiesHere', { n: absent.families })}</p>
      )}
    </>
  );
}

function Options({ options }: { options: PlanAbsent['options'] }) {
  const say = useSay();
  return (
    <ul className="plan-options">
      {options.map((o) => (
        <li key={o.recipe}>
          <details>
            <summary>
              {o.recipeName[say.language]} <Tag>{say.word(`plan.why.${o.why}`)}</Tag>
            </summary>
            <Reasons reasons={o.because} />
            {o.opensWith.length > 0 && (
              <>
                <p className="sub-head">{say.t('plan.opens')}</p>
                <Reasons reasons={o.opensWith} />
              </>
            )}
          </details>
        </li>
      ))}
    </ul>
  );
}
