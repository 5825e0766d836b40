import { useState } from 'react';
import { Link } from 'wouter';
import { potentialApi, type RecipeVersion } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Loaded, Notice, Panel } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { useAddressValue } from './address.ts';
import { RecipeEditor } from './RecipeEditor.tsx';
import { RecipeState } from './RecipeState.tsx';
import { RecipeView } from './RecipeView.tsx';
import { useName } from './words.tsx';

/** One recipe to read, with every version it had; planners change it here. */
export function RecipePage({ id }: { id: string }) {
  const say = useSay();
  const name = useName();
  const me = useMe();
  const query = useOperation(potentialApi.listRecipeVersions, { id });
  const [shown, setShown] = useAddressValue('versi');
  const [editing, setEditing] = useState(false);
  return (
    <Loaded query={query} lines={8}>
      {(versions) => {
        const current = versions[0];
        const chosen = versions.find((v) => String(v.version) === shown) ?? current;
        if (current === undefined || chosen === undefined) return null;
        return (
          <div className="stack">
            <div className="row row-between">
              <div>
                <Link href="/bukti?tab=resep" className="small no-print">
                  ← {say.t('recipe.all')}
                </Link>
                <h2>{name(chosen.recipe.name)}</h2>
                <p className="row soft">
                  {name(chosen.recipe.product)}
                  <RecipeState recipe={{ ...chosen.recipe, version: chosen.version }} />
                </p>
              </div>
              {me.role === 'planner' && !editing && (
                <Button look="primary" className="no-print" onClick={() => setEditing(true)}>
                  {say.t('recipe.edit')}
                </Button>
              )}
            </div>
            {chosen.version !== current.version && (
              <Notice tone="warn" title={say.t('recipe.oldVersion', { version: chosen.version })} />
            )}
            {editing ? (
              <RecipeEditor
                recipe={{ ...current.recipe, version: current.version }}
                onDone={() => {
                  setEditing(false);
                  setShown('');
                }}
                onCancel={() => setEditing(false)}
              />
            ) : (
              <RecipeView recipe={{ ...chosen.recipe, version: chosen.version }} />
            )}
            <Panel title={say.t('recipe.history')}>
              <History versions={versions} shown={chosen.version} onShow={setShown} />
            </Panel>
          </div>
        );
      }}
    </Loaded>
  );
}

function History({
  versions,
  shown,
  onShow,
}: {
  versions: readonly RecipeVersion[];
  shown: number;
  onShow: (version: string) => void;
}) {
  const say = useSay();
  return (
    <ol className="recipe-history">
      {versions.map((v) => (
        <li key={v.version} aria-current={v.version === shown ? 'true' : undefined}>
          <strong>
            {say.t('recipe.versionLine', {
              version: v.version,
              name: v.shipped ? say.t('recipe.shipped') : v.changedByName,
              at: say.time(v.changedAt),
            })}
          </strong>
          <div>{v.reason}</div>
          {v.changed.length > 0 && (
            <div className="small soft">
              {say.t('recipe.changed', {
                what: v.changed.map((part) => say.word(`recipe.part.${part}`)).join(', '),
              })}
            </div>
          )}
          {v.version !== shown && (
            <Button small look="quiet" onClick={() => onShow(String(v.version))}>
              {say.t('recipe.showVersion')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
