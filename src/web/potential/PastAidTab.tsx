import { useState } from 'react';
import { type PastAidLine, potentialApi } from '#api/potential.ts';
import { PastAid } from '#domain/potential.ts';
import { mayReach } from '#domain/role.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, Loaded, Tag, type Tone } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { Pick } from './EvidenceForm.tsx';
import { PastAidForm } from './PastAidForm.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { ExampleTag, useName } from './words.tsx';

const TONE: Record<PastAid['status'], Tone> = {
  used: 'good',
  idle: 'bad',
  undelivered: 'bad',
  unknown: 'warn',
};

/** What was given before, idle ones first: the first source of kit. */
export function PastAidTab() {
  const say = useSay();
  const name = useName();
  const me = useMe();
  const query = useOperation(potentialApi.listPastAid, {});
  const commodities = useOperation(potentialApi.listCommodities, {}, { staleMs: 600_000 });
  const recipes = useOperation(potentialApi.listRecipes, {}, { staleMs: 60_000 });
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<PastAidLine>();
  const mayEdit = me.role === 'planner' || me.role === 'officer';
  const subjectName = (subject: string | null) => {
    if (subject === null) return say.t('aid.noSubject');
    const known =
      commodities.data?.find((c) => c.code === subject) ??
      recipes.data?.find((r) => r.id === subject);
    return known ? name(known.name) : subject;
  };
  return (
    <div className="stack">
      <div className="row row-between">
        <p className="soft">{say.t('aid.lead')}</p>
        {mayEdit && (
          <Button look="primary" className="no-print" onClick={() => setAdding(true)}>
            {say.t('aid.add')}
          </Button>
        )}
      </div>
      <Loaded query={query} lines={5}>
        {(rows) => (
          <Table
            caption={say.t('aid.table')}
            hideCaption
            filterable
            onExport={saveTable}
            emptyText={say.t('aid.empty')}
            rows={rows}
            rowKey={(p) => p.id}
            columns={[
              { key: 'title', header: say.t('aid.title'), names: true, value: (p) => p.title },
              { key: 'region', header: say.t('evidence.region'), value: (p) => p.regionName },
              {
                key: 'status',
                header: say.t('aid.status'),
                value: (p) => say.t(`aid.status.${p.status}`),
                render: (p) => (
                  <span className="row">
                    <Tag tone={TONE[p.status]}>{say.t(`aid.status.${p.status}`)}</Tag>
                    <ExampleTag when={p.synthetic} />
                    {mayEdit && mayReach(me, p.code) && (
                      <Button small look="quiet" className="no-print" onClick={() => setChosen(p)}>
                        {say.t('action.change')}
                      </Button>
                    )}
                  </span>
                ),
              },
              {
                key: 'subject',
                header: say.t('aid.subject'),
                value: (p) => subjectName(p.subject),
              },
              {
                key: 'year',
                header: say.t('aid.year'),
                value: (p) => (p.year === null ? null : String(p.year)),
              },
              {
                key: 'value',
                header: say.t('aid.value'),
                number: true,
                value: (p) => p.valueRupiah,
                render: (p) =>
                  p.valueRupiah === null ? (
                    <span className="soft">{say.t('state.unknown')}</span>
                  ) : (
                    say.rupiahShort(p.valueRupiah)
                  ),
              },
              {
                key: 'cause',
                header: say.t('aid.cause'),
                value: (p) => [p.cause, p.changeReason].filter(Boolean).join(' — '),
                render: (p) => (
                  <>
                    {p.cause ?? <span className="soft">{say.t('state.unknown')}</span>}
                    {p.changeReason !== null && (
                      <div className="small soft">
                        {say.t('aid.changed', { reason: p.changeReason })}
                      </div>
                    )}
                  </>
                ),
              },
              {
                key: 'source',
                header: say.t('aid.source'),
                value: (p) => p.source,
                render: (p) => <span className="evidence-source">{p.source}</span>,
              },
            ]}
          />
        )}
      </Loaded>
      <Dialog title={say.t('aid.add')} open={adding} onClose={() => setAdding(false)}>
        <PastAidForm onDone={() => setAdding(false)} />
      </Dialog>
      {chosen && <ChangeDialog key={chosen.id} aid={chosen} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

function ChangeDialog({ aid, onClose }: { aid: PastAidLine; onClose: () => void }) {
  const say = useSay();
  const change = useChange(potentialApi.changePastAid);
  const [status, setStatus] = useState<PastAid['status']>(aid.status);
  return (
    <ReasonDialog
      title={say.t('aid.change')}
      open
      label={say.t('aid.changeWhy')}
      help={say.t('override.reasonHelp')}
      action={say.t('action.save')}
      error={change.error}
      pending={change.isPending}
      onClose={onClose}
      onSubmit={(reason) =>
        change.mutate({ id: aid.id, status, cause: null, reason }, { onSuccess: onClose })
      }
    >
      <p>{aid.title}</p>
      <Pick
        label={say.t('aid.status')}
        value={status}
        choices={PastAid.shape.status.options.map((s) => [s, say.t(`aid.status.${s}`)])}
        onChange={(next) => setStatus(next as PastAid['status'])}
      />
    </ReasonDialog>
  );
}
