import { useState } from 'react';
import { type GateMatrix, type MatrixCell, potentialApi } from '#api/potential.ts';
import { groupBy } from '#domain/group.ts';
import { useSay } from '#ui/language.tsx';
import { Dialog, Field, Loaded } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { useAddressValue, useAddressValues } from './address.ts';
import { GateStory } from './GateCard.tsx';
import { FlagTags, KitTag, StatusTag, useName } from './words.tsx';

/** Recipes that are not held back in a place. */
export const openIn = (matrix: GateMatrix, region: string): number =>
  matrix.cells.filter((c) => c.region === region && c.status !== 'blocked').length;

const MARK = { open: '✓', blocked: '–', overridden: '!' } as const;
const KIT_MARK = { ready: '●', conditional: '◐', absent: '○' } as const;

/** Places against recipes as marks; on a phone the places alone, each leading to its list. */
export function GateMatrixView({ matrix }: { matrix: GateMatrix }) {
  const say = useSay();
  const name = useName();
  const [only, setOnly] = useAddressValue('tampil');
  const [chosen, setChosen] = useState<MatrixCell>();
  const byRecipe = groupBy(matrix.cells, (c) => c.recipe);
  const isOpen = (id: string) => (byRecipe.get(id) ?? []).some((c) => c.status !== 'blocked');
  const rows = matrix.recipes
    .filter((r) => (only === 'terbuka' ? isOpen(r.id) : only === 'ditahan' ? !isOpen(r.id) : true))
    .sort((a, b) => openCount(byRecipe.get(b.id)) - openCount(byRecipe.get(a.id)));
  return (
    <>
      <Places matrix={matrix} />
      <div className="stack-s gate-matrix">
        <div className="row row-between no-print">
          <Key />
          <Field label={say.t('potential.gate.only')}>
            {(p) => (
              <select
                className="select"
                {...p}
                value={only}
                onChange={(e) => setOnly(e.target.value)}
              >
                <option value="">{say.t('potential.gate.only.all')}</option>
                <option value="terbuka">{say.t('potential.gate.only.open')}</option>
                <option value="ditahan">{say.t('potential.gate.only.blocked')}</option>
              </select>
            )}
          </Field>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes focus so that keys scroll it */}
        <section className="table-wrap" tabIndex={0} aria-label={say.t('potential.gate.matrix')}>
          <table className="table matrix">
            <caption className="visually-hidden">{say.t('potential.gate.matrix')}</caption>
            <thead>
              <tr>
                <th scope="col">{say.t('potential.gate.recipe')}</th>
                {matrix.regions.map((r) => (
                  <th key={r.code} scope="col" className="matrix-head">
                    <RegionHead code={r.code} name={r.name} className="matrix-name" />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((r) => (
                <tr key={r.id}>
                  <th scope="row">
                    {name(r.name)}
                    {r.kind === 'service' && (
                      <span className="soft matrix-kind"> · {say.t('recipe.kind.service')}</span>
                    )}
                  </th>
                  {matrix.regions.map((region) => {
                    const cell = byRecipe.get(r.id)?.find((c) => c.region === region.code);
                    if (cell === undefined) return <td key={region.code} />;
                    return (
                      <td key={region.code} className={`matrix-cell matrix-${cell.status}`}>
                        <button
                          type="button"
                          title={say.t('potential.gate.cell', {
                            recipe: name(r.name),
                            place: region.name,
                            status: say.t(`gate.status.${cell.status}`),
                          })}
                          aria-label={say.t('potential.gate.cell', {
                            recipe: name(r.name),
                            place: region.name,
                            status: say.t(`gate.status.${cell.status}`),
                          })}
                          onClick={() => setChosen(cell)}
                        >
                          <span aria-hidden="true">{MARK[cell.status]}</span>
                          {cell.status !== 'blocked' && (
                            <span aria-hidden="true" className={`matrix-kit kit-${cell.kit}`}>
                              {KIT_MARK[cell.kit]}
                            </span>
                          )}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
      <Chosen cell={chosen} matrix={matrix} onClose={() => setChosen(undefined)} />
    </>
  );
}

/** The phone's way in: places with what is open there, instead of seventeen columns. */
function Places({ matrix }: { matrix: GateMatrix }) {
  const say = useSay();
  return (
    <ul className="gate-places">
      {matrix.regions.map((r) => (
        <li key={r.code}>
          <RegionHead code={r.code} name={r.name} />
          <span className="small soft">
            {say.t('potential.gate.openCount', { count: openIn(matrix, r.code) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

const openCount = (cells: readonly MatrixCell[] | undefined): number =>
  (cells ?? []).filter((c) => c.status !== 'blocked').length;

function RegionHead({ code, name, className }: { code: string; name: string; className?: string }) {
  const go = useAddressValues();
  return (
    <button type="button" className="table-row-button" onClick={() => go({ wilayah: code })}>
      <span className={className}>{name}</span>
    </button>
  );
}

function Key() {
  const say = useSay();
  return (
    <ul className="gate-key" aria-label={say.t('potential.gate.key')}>
      {(['open', 'overridden', 'blocked'] as const).map((status) => (
        <li key={status}>
          <span className={`matrix-swatch matrix-${status}`} aria-hidden="true">
            {MARK[status]}
          </span>
          {say.t(`gate.status.${status}`)}
        </li>
      ))}
      {(['ready', 'conditional', 'absent'] as const).map((kit) => (
        <li key={kit}>
          <span className={`kit-${kit}`} aria-hidden="true">
            {KIT_MARK[kit]}
          </span>
          {say.t(`readiness.kit.${kit}`)}
        </li>
      ))}
    </ul>
  );
}

function Chosen({
  cell,
  matrix,
  onClose,
}: {
  cell: MatrixCell | undefined;
  matrix: GateMatrix;
  onClose: () => void;
}) {
  const name = useName();
  const recipe = matrix.recipes.find((r) => r.id === cell?.recipe);
  const region = matrix.regions.find((r) => r.code === cell?.region);
  return (
    <Dialog
      title={`${recipe ? name(recipe.name) : ''} · ${region?.name ?? ''}`}
      open={cell !== undefined}
      onClose={onClose}
    >
      {cell && <ChosenStory key={`${cell.region}${cell.recipe}`} cell={cell} />}
    </Dialog>
  );
}

function ChosenStory({ cell }: { cell: MatrixCell }) {
  const query = useOperation(potentialApi.gateOf, { code: cell.region });
  return (
    <Loaded query={query}>
      {(lines) => {
        const line = lines.find((l) => l.recipe === cell.recipe);
        if (line === undefined) return null;
        return (
          <>
            <p className="row">
              <StatusTag status={line.status} />
              {line.status !== 'blocked' && <KitTag kit={line.readiness.kit} />}
              <FlagTags flags={line.flags} />
            </p>
            <GateStory line={line} />
          </>
        );
      }}
    </Loaded>
  );
}
