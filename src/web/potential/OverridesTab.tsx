import { useState } from 'react';
import { type OverrideLine, potentialApi } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Loaded, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { useName } from './words.tsx';

/** What was opened against the gate, by whom and why; withdrawn ones stay readable. */
export function OverridesTab() {
  const say = useSay();
  const name = useName();
  const me = useMe();
  const query = useOperation(potentialApi.listOverrides, {});
  const recipes = useOperation(potentialApi.listRecipes, {}, { staleMs: 60_000 });
  const withdraw = useChange(potentialApi.withdrawOverride);
  const [chosen, setChosen] = useState<OverrideLine>();
  const recipeName = (id: string) => {
    const recipe = recipes.data?.find((r) => r.id === id);
    return recipe ? name(recipe.name) : id;
  };
  return (
    <div className="stack">
      <p className="soft">
        {say.t('override.lead')} {say.t('override.stillAgainst')}
      </p>
      <Loaded query={query}>
        {(rows) => (
          <Table
            caption={say.t('override.table')}
            hideCaption
            onExport={saveTable}
            emptyText={say.t('override.empty')}
            rows={rows}
            rowKey={(o) => o.id}
            columns={[
              {
                key: 'recipe',
                header: say.t('potential.gate.recipe'),
                names: true,
                value: (o) => recipeName(o.recipe),
              },
              { key: 'region', header: say.t('evidence.region'), value: (o) => o.regionName },
              {
                key: 'officer',
                header: say.t('override.officer'),
                value: (o) => o.officerName,
              },
              { key: 'reason', header: say.t('override.reason'), value: (o) => o.reason },
              {
                key: 'made',
                header: say.t('override.madeBy'),
                value: (o) => `${o.madeByName ?? ''} · ${say.time(o.at)}`,
              },
              {
                key: 'state',
                header: say.t('override.state'),
                value: (o) =>
                  o.withdrawReason === null
                    ? say.t('override.active')
                    : say.t('override.withdrawn', { reason: o.withdrawReason }),
                render: (o) =>
                  o.withdrawReason === null ? (
                    <span className="row">
                      <Tag tone="warn">{say.t('override.active')}</Tag>
                      {me.role === 'planner' && (
                        <Button small look="quiet" onClick={() => setChosen(o)}>
                          {say.t('override.withdraw')}
                        </Button>
                      )}
                    </span>
                  ) : (
                    say.t('override.withdrawn', { reason: o.withdrawReason })
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      <ReasonDialog
        title={say.t('override.withdrawTitle')}
        open={chosen !== undefined}
        label={say.t('override.reason')}
        help={say.t('override.reasonHelp')}
        action={say.t('override.withdraw')}
        error={withdraw.error}
        pending={withdraw.isPending}
        onClose={() => setChosen(undefined)}
        onSubmit={(reason) =>
          chosen &&
          withdraw.mutate({ id: chosen.id, reason }, { onSuccess: () => setChosen(undefined) })
        }
      >
        <p>
          {chosen && recipeName(chosen.recipe)} · {chosen?.regionName}
        </p>
      </ReasonDialog>
    </div>
  );
}
