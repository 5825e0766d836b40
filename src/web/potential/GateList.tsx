import { type GateLine, potentialApi } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Empty, Loaded } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { GateCard } from './GateCard.tsx';
import './potential.css';

interface GateListProps {
  /** Kabupaten, kecamatan or village. */
  code: string;
  /** Recipe whose card stands open from the start. */
  openRecipe?: string;
}

/** Cocok and Ditahan of one region, each recipe with its reasons. Reusable on any page. */
export function GateList(props: GateListProps) {
  // A list of its own per region: an old region's lines must never stand under a new heading.
  return <GateListOf key={props.code} {...props} />;
}

function GateListOf({ code, openRecipe }: GateListProps) {
  const say = useSay();
  const query = useOperation(potentialApi.gateOf, { code });
  return (
    <Loaded query={query} lines={6}>
      {(lines) => {
        const fits = lines.filter((l) => l.status !== 'blocked');
        const held = lines.filter((l) => l.status === 'blocked');
        const quiet = held.filter(isQuiet);
        return (
          <div className="stack">
            <section className="stack-s" aria-label={say.t('potential.gate.fits')}>
              <h3>
                {say.t('potential.gate.fits')} ({say.number(fits.length)})
              </h3>
              {fits.length === 0 && <Empty title={say.t('potential.gate.noneOpen')} />}
              <Cards lines={fits} openRecipe={openRecipe} />
            </section>
            <section className="stack-s" aria-label={say.t('potential.gate.held')}>
              <h3>
                {say.t('potential.gate.held')} ({say.number(held.length)})
              </h3>
              {held.length === 0 && <Empty title={say.t('potential.gate.noneHeld')} />}
              <Cards lines={held.filter((l) => !isQuiet(l))} openRecipe={openRecipe} />
              {quiet.length > 0 && (
                <details className="explain" open={quiet.some((l) => l.recipe === openRecipe)}>
                  <summary>{say.t('potential.gate.quiet', { count: quiet.length })}</summary>
                  <div className="stack-s">
                    <Cards lines={quiet} openRecipe={openRecipe} />
                  </div>
                </details>
              )}
            </section>
          </div>
        );
      }}
    </Loaded>
  );
}

const QUIET: ReadonlySet<string> = new Set([
  'gate-nothing',
  'gate-demand-missing',
  'gate-operator-missing',
  'gate-no-coast',
  'gate-no-commodity',
]);
/** Nobody has said anything about it here: kept out of the way of what waits for one answer. */
const isQuiet = (line: GateLine): boolean => line.because.every((r) => QUIET.has(r.code));

function Cards({
  lines,
  openRecipe,
}: {
  lines: readonly GateLine[];
  openRecipe: string | undefined;
}) {
  return lines.map((line) => (
    <GateCard key={line.recipe} line={line} open={line.recipe === openRecipe} />
  ));
}
