import { useState } from 'react';
import { type EvidenceLine, potentialApi } from '#api/potential.ts';
import { mayReach } from '#domain/role.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Loaded, Tag } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { ExampleTag } from './words.tsx';
import './potential.css';

/** Claims about one region and its parts, or about everything in the own area. Reusable on any page. */
export function EvidenceTable({ code, caption }: { code?: string; caption?: string }) {
  return (
    <EvidenceTableOf
      key={code ?? ''}
      {...(code ? { code } : {})}
      {...(caption ? { caption } : {})}
    />
  );
}

function EvidenceTableOf({ code, caption }: { code?: string; caption?: string }) {
  const say = useSay();
  const me = useMe();
  const query = useOperation(potentialApi.listEvidence, code ? { code } : {});
  const retract = useChange(potentialApi.retractEvidence);
  const [chosen, setChosen] = useState<EvidenceLine>();
  const mayRetract = (e: EvidenceLine) =>
    (me.role === 'planner' || me.role === 'officer') &&
    mayReach(me, e.code) &&
    e.retractedAt === null;
  return (
    <Loaded query={query} lines={6}>
      {(rows) => (
        <>
          <Table
            caption={caption ?? say.t('potential.tab.evidence')}
            hideCaption={caption === undefined}
            filterable
            onExport={saveTable}
            emptyText={say.t('evidence.empty')}
            rows={rows}
            rowKey={(e) => e.id}
            columns={[
              {
                key: 'commodity',
                header: say.t('evidence.commodity'),
                names: true,
                value: (e) => (say.language === 'en' ? e.commodityNameEn : e.commodityName),
              },
              { key: 'region', header: say.t('evidence.region'), value: (e) => e.regionName },
              {
                key: 'grade',
                header: say.t('evidence.grade'),
                value: (e) => e.grade,
                render: (e) => <Tag>{e.grade}</Tag>,
              },
              {
                key: 'kind',
                header: say.t('evidence.kind'),
                value: (e) => say.t(`evidence.kind.${e.kind}`),
                render: (e) => (
                  <span className="row">
                    {say.t(`evidence.kind.${e.kind}`)}
                    {e.polarity === 'against' && (
                      <Tag tone="bad">{say.t('evidence.polarity.against')}</Tag>
                    )}
                    <ExampleTag when={e.synthetic} />
                  </span>
                ),
              },
              {
                key: 'year',
                header: say.t('evidence.year'),
                value: (e) => (e.year === null ? null : String(e.year)),
                render: (e) => e.year ?? <span className="soft">{say.t('evidence.noYear')}</span>,
              },
              {
                key: 'note',
                header: say.t('evidence.claim'),
                value: (e) => [e.note, e.retractReason].filter(Boolean).join(' — '),
                render: (e) => (
                  <>
                    {e.note}
                    {e.retractReason !== null && (
                      <div className="small evidence-retracted">
                        {say.t('evidence.retracted', { reason: e.retractReason })}
                      </div>
                    )}
                  </>
                ),
              },
              {
                key: 'source',
                header: say.t('evidence.source'),
                value: (e) => e.source,
                render: (e) => <span className="evidence-source">{e.source}</span>,
              },
              {
                key: 'origin',
                header: say.t('evidence.origin'),
                value: (e) => say.t(`evidence.origin.${e.origin}`),
                render: (e) =>
                  mayRetract(e) ? (
                    <span className="row">
                      {say.t(`evidence.origin.${e.origin}`)}
                      <Button small look="quiet" onClick={() => setChosen(e)}>
                        {say.t('evidence.retract')}
                      </Button>
                    </span>
                  ) : (
                    say.t(`evidence.origin.${e.origin}`)
                  ),
              },
            ]}
          />
          <ReasonDialog
            title={say.t('evidence.retractTitle')}
            open={chosen !== undefined}
            label={say.t('evidence.retractWhy')}
            help={say.t('evidence.retractHelp')}
            action={say.t('evidence.retract')}
            error={retract.error}
            pending={retract.isPending}
            onClose={() => setChosen(undefined)}
            onSubmit={(reason) =>
              chosen &&
              retract.mutate({ id: chosen.id, reason }, { onSuccess: () => setChosen(undefined) })
            }
          >
            <p>
              {chosen?.commodityName} · {chosen?.regionName} · {chosen?.source}
            </p>
          </ReasonDialog>
        </>
      )}
    </Loaded>
  );
}
