import { type AuditEntry, accessApi } from '#api/access.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Loaded, Notice } from '#ui/parts.tsx';
import { useMe } from '#ui/session.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { PageHead } from '../Shell.tsx';

export function AuditPage() {
  const say = useSay();
  const me = useMe();
  const query = useOperation(accessApi.listAudit, {});
  const check = useOperation(accessApi.checkAudit, {}, { enabled: false });
  const mayCheck = me.role === 'admin' || me.role === 'planner';
  const who = (e: AuditEntry) => e.actorName ?? say.t('audit.system');
  const details = (e: AuditEntry) => (e.details ? JSON.stringify(e.details) : '');
  return (
    <>
      <PageHead title={say.t('audit.title')} lead={say.t('audit.lead')}>
        {mayCheck && <Button onClick={() => void check.refetch()}>{say.t('audit.check')}</Button>}
      </PageHead>
      <div className="stack">
        {check.error && <ErrorNotice error={check.error} />}
        {check.data?.every((c) => c.broken === null) && (
          <Notice tone="good" title={say.t('audit.whole', { n: check.data.length })} />
        )}
        {check.data
          ?.filter((c) => c.broken !== null)
          .map((c) => (
            <Notice
              key={c.kab}
              tone="bad"
              title={say.t('audit.broken', { kab: c.kab, seq: c.broken ?? 0 })}
            />
          ))}
        <Loaded query={query}>
          {(entries) => (
            <Table
              caption={say.t('audit.title')}
              hideCaption
              filterable
              rows={entries}
              rowKey={(e) => `${e.kab}/${e.seq}`}
              columns={[
                {
                  key: 'at',
                  header: say.t('audit.when'),
                  value: (e) => e.at,
                  render: (e) => say.time(e.at),
                },
                { key: 'who', header: say.t('audit.who'), value: who },
                {
                  key: 'what',
                  header: say.t('audit.what'),
                  value: (e) => say.word(`audit.action.${e.action}`),
                },
                { key: 'where', header: say.t('audit.where'), value: (e) => `${e.kab} · ${e.seq}` },
                {
                  key: 'details',
                  header: say.t('audit.details'),
                  value: details,
                  render: (e) => <span style={{ overflowWrap: 'anywhere' }}>{details(e)}</span>,
                },
              ]}
            />
          )}
        </Loaded>
      </div>
    </>
  );
}
