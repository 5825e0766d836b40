import { potentialApi } from '#api/potential.ts';
import type { VersionedRecipe } from '#domain/recipe.ts';
import { recipeBlanks } from '#domain/recipe-changes.ts';
import { useSay } from '#ui/language.tsx';
import { Loaded } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { useAddressValue, useAddressValues } from './address.ts';
import { RecipePage } from './RecipePage.tsx';
import { RecipeState } from './RecipeState.tsx';
import { useName } from './words.tsx';

/** All recipes, or the one named in the address. */
export function RecipesTab() {
  const [id] = useAddressValue('resep');
  return id === '' ? <RecipeTable /> : <RecipePage key={id} id={id} />;
}

function RecipeTable() {
  const say = useSay();
  const name = useName();
  const go = useAddressValues();
  const query = useOperation(potentialApi.listRecipes, {});
  const matrix = useOperation(potentialApi.gateMatrix, {});
  const commodities = useOperation(potentialApi.listCommodities, {}, { staleMs: 600_000 });
  const materials = (r: VersionedRecipe) =>
    r.kind === 'service'
      ? say.t('recipe.kind.service')
      : r.commodities
          .map((c) => commodities.data?.find((k) => k.code === c)?.name[say.language] ?? c)
          .join(', ');
  const openIn = (r: VersionedRecipe) =>
    (matrix.data?.cells ?? []).filter((c) => c.recipe === r.id && c.status !== 'blocked').length;
  return (
    <Loaded query={query} lines={8}>
      {(recipes) => (
        <Table
          caption={say.t('recipe.all')}
          hideCaption
          filterable
          onExport={saveTable}
          rows={recipes}
          rowKey={(r) => r.id}
          initialSort={{ key: 'open', down: true }}
          onSelect={(r) => go({ resep: r.id })}
          columns={[
            {
              key: 'name',
              header: say.t('potential.gate.recipe'),
              names: true,
              value: (r) => name(r.name),
            },
            {
              key: 'branch',
              header: say.t('recipe.branch'),
              value: (r) => say.t(`branch.${r.branch}`),
            },
            { key: 'material', header: say.t('recipe.material'), value: materials },
            {
              key: 'track',
              header: say.t('recipe.track'),
              value: (r) => r.tracks.map((t) => say.t(`track.${t}`)).join(', '),
            },
            {
              key: 'training',
              header: say.t('recipe.training'),
              value: (r) => trainingLine(r, say.t('recipe.blank')),
            },
            {
              key: 'open',
              header: say.t('recipe.where'),
              number: true,
              value: openIn,
              render: (r) =>
                say.t('recipe.whereCount', {
                  count: openIn(r),
                  total: matrix.data?.regions.length ?? 0,
                }),
            },
            {
              key: 'state',
              header: say.t('aid.status'),
              value: (r) => recipeBlanks(r).length,
              render: (r) => <RecipeState recipe={r} />,
            },
            {
              key: 'version',
              header: say.t('recipe.version', { version: '' }).trim(),
              number: true,
              value: (r) => r.version,
            },
          ]}
        />
      )}
    </Loaded>
  );
}

const trainingLine = (r: VersionedRecipe, blank: string): string =>
  r.training.days === null || r.training.participants === null
    ? blank
    : `${r.training.participants} × ${r.training.days}`;
