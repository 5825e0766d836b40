import type { ReactNode } from 'react';
import { potentialApi } from '#api/potential.ts';
import type { VersionedRecipe } from '#domain/recipe.ts';
import { useSay } from '#ui/language.tsx';
import { Panel, Tag } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';
import './potential.css';

/** A recipe as one reads it before deciding: training, kit, what must be there, permits. */
export function RecipeView({ recipe }: { recipe: VersionedRecipe }) {
  const say = useSay();
  const commodities = useOperation(potentialApi.listCommodities, {}, { staleMs: 600_000 });
  const { training, kit } = recipe;
  const figure = (value: number | null): ReactNode =>
    value === null ? <Blank /> : say.number(value);
  const base = recipe.minimumBase;
  const materials = recipe.commodities
    .map((c) => commodities.data?.find((k) => k.code === c)?.name[say.language] ?? c)
    .join(', ');
  return (
    <div className="recipe-grid">
      <Panel title={say.t('recipe.training')}>
        <dl className="facts">
          <Pair label={say.t('recipe.participants')}>{figure(training.participants)}</Pair>
          <Pair label={say.t('recipe.days')}>{figure(training.days)}</Pair>
          <Pair label={say.t('recipe.hours')}>{figure(training.hoursPerDay)}</Pair>
          <Pair label={say.t('recipe.trainers')}>{figure(training.trainers)}</Pair>
          <Pair label={say.t('recipe.mentoring')}>{figure(training.mentoringMonths)}</Pair>
          <Pair label={say.t('recipe.competence')}>
            {training.competence.length === 0 ? (
              <span className="soft">{say.t('recipe.noCompetence')}</span>
            ) : (
              training.competence.map((c) => (
                <div key={c.reference}>
                  {c.reference} · {c.title}
                  <div className="small soft">{c.source}</div>
                </div>
              ))
            )}
          </Pair>
        </dl>
        <p className="small soft">{say.t('recipe.sourceOf', { source: training.source })}</p>
      </Panel>
      <Panel title={say.t('recipe.material')}>
        <dl className="facts">
          <Pair label={say.t('recipe.material')}>
            {recipe.kind === 'service' ? say.t('recipe.fromDemand') : materials}
          </Pair>
          {recipe.needsCoast && (
            <Pair label={say.t('recipe.needsCoast')}>{say.t('state.yes')}</Pair>
          )}
          {recipe.kind === 'commodity' && (
            <Pair label={say.t('recipe.base')}>
              {base === null ? (
                <span className="soft">{say.t('recipe.noBase')}</span>
              ) : base.indicator === 'area' ? (
                say.t('recipe.baseArea', { value: base.value })
              ) : (
                say.t('recipe.baseValue', { value: base.value, unit: 't' })
              )}
            </Pair>
          )}
          <Pair label={say.t('recipe.market')}>{figure(recipe.marketBatches)}</Pair>
          <Pair label={say.t('recipe.track')}>
            {recipe.tracks.map((t) => say.t(`track.${t}`)).join(', ')}
          </Pair>
          <Pair label={say.t('recipe.branch')}>{say.t(`branch.${recipe.branch}`)}</Pair>
        </dl>
        <p className="small soft">{say.t('recipe.policy')}</p>
      </Panel>
      <Panel title={say.t('recipe.must')}>
        <ul className="reasons">
          {recipe.mustBeThere.map((m) => (
            <li key={m}>{m}</li>
          ))}
        </ul>
        <h3 className="sub-head">{say.t('recipe.readiness')}</h3>
        <p className="row">
          {recipe.readiness.map((r) => (
            <Tag key={r}>{say.t(`readiness.${r}`)}</Tag>
          ))}
        </p>
      </Panel>
      <Panel title={say.t('recipe.permits')}>
        <dl className="facts facts-wide">
          {recipe.permits.map((p) => (
            <Pair key={p.name} label={p.name}>
              {p.note}
            </Pair>
          ))}
          <Pair label={say.t('recipe.kbli')}>
            {recipe.kbli.length === 0 ? (
              <span className="soft">{say.t('recipe.noKbli')}</span>
            ) : (
              recipe.kbli.map((k) => (
                <div key={`${k.version}${k.code}`}>
                  {k.code} ({k.version}) · {k.title}{' '}
                  {!k.confirmed && <Tag tone="warn">{say.t('recipe.kbliUnsure')}</Tag>}
                </div>
              ))
            )}
          </Pair>
        </dl>
      </Panel>
      <div className="recipe-wide">
        <Panel title={say.t('recipe.kit')}>
          <Kit recipe={recipe} />
          <dl className="facts">
            <Pair label={say.t('recipe.sets')}>{figure(kit.setsPerBatch)}</Pair>
            <Pair label={say.t('recipe.va')}>
              {kit.minimumVa === 0 ? say.t('recipe.noPower') : figure(kit.minimumVa)}
            </Pair>
            <Pair label={say.t('recipe.water')}>
              {kit.needsWater === null ? (
                <Blank />
              ) : (
                say.t(kit.needsWater ? 'state.yes' : 'state.no')
              )}
            </Pair>
          </dl>
          <p className="small soft">{say.t('recipe.sourceOf', { source: kit.source })}</p>
        </Panel>
      </div>
      <p className="small soft recipe-wide">
        {say.t('recipe.sourceOf', { source: recipe.source })}
      </p>
    </div>
  );
}

function Kit({ recipe }: { recipe: VersionedRecipe }) {
  const say = useSay();
  return (
    <div className="table-wrap">
      <table className="table table-cards">
        <caption className="visually-hidden">{say.t('recipe.kit')}</caption>
        <thead>
          <tr>
            <th scope="col">{say.t('recipe.kitItem')}</th>
            <th scope="col" className="number">
              {say.t('recipe.quantity')}
            </th>
            <th scope="col" className="number">
              {say.t('recipe.watt')}
            </th>
            <th scope="col">{say.t('recipe.note')}</th>
            <th scope="col">{say.t('recipe.kitCode')}</th>
          </tr>
        </thead>
        <tbody>
          {recipe.kit.items.map((i) => (
            <tr key={i.code}>
              <th scope="row">{i.name}</th>
              <td className="number" data-label={say.t('recipe.quantity')}>
                {i.quantity === null ? <Blank /> : say.number(i.quantity)}
              </td>
              <td className="number" data-label={say.t('recipe.watt')}>
                {i.powerWatt === null ? <Blank /> : say.number(i.powerWatt)}
              </td>
              <td data-label={say.t('recipe.note')}>{i.note}</td>
              <td data-label={say.t('recipe.kitCode')}>
                <code>kit:{i.code}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Unknown is a word, never a zero. */
function Blank() {
  const say = useSay();
  return <span className="soft">{say.t('recipe.blank')}</span>;
}

function Pair({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
