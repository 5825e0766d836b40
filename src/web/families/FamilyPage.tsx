import { useState } from 'react';
import { useRoute } from 'wouter';
import { type FamilyDetail, type RevealedFamily, registryApi } from '#api/registry.ts';
import { deprivations } from '#domain/need.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, LinkButton, Loaded, Notice, Panel, Tag } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { PageHead } from '../Shell.tsx';
import { ChangesPanel } from './ChangesPanel.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { RevealDialog } from './RevealDialog.tsx';
import './families.css';

/** One family, masked, with everything known about it and where it is known from. */
export function FamilyPage() {
  const [, params] = useRoute('/keluarga/:kab/:id');
  const kab = params?.['kab'] ?? '';
  const id = params?.['id'] ?? '';
  const say = useSay();
  const query = useOperation(registryApi.getFamily, { kab, id });
  if (query.error && query.data?.id !== id) {
    return (
      <>
        <PageHead title={say.t('families.title')}>
          <LinkButton to="/keluarga">{say.t('families.back')}</LinkButton>
        </PageHead>
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  return (
    <Loaded query={query} lines={8}>
      {(family) => (family.id === id ? <Family key={id} family={family} /> : null)}
    </Loaded>
  );
}

function Family({ family }: { family: FamilyDetail }) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState<RevealedFamily>();
  const head = open?.head ?? family.head ?? say.t('families.noName');
  return (
    <>
      <PageHead
        title={say.t('families.detailTitle', { head })}
        lead={`${family.villageName} · ${family.path}`}
      >
        <Button onClick={() => window.history.back()}>{say.t('families.back')}</Button>
        {open ? (
          <Button onClick={() => setOpen(undefined)}>{say.t('families.hide')}</Button>
        ) : (
          <Button onClick={() => setAsking(true)}>{say.t('families.reveal')}</Button>
        )}
      </PageHead>
      <div className="stack">
        {!family.listed && <Notice tone="warn" title={say.t('families.notListed')} />}
        {open && (
          <Notice tone="warn" title={say.t('families.revealed', { n: open.revealsToday })}>
            <dl className="families-opened">
              <div>
                <dt className="small soft">{say.t('families.kk')}</dt>
                <dd className="families-nik">{open.kk ?? '–'}</dd>
              </div>
              <div>
                <dt className="small soft">{say.t('importField.address')}</dt>
                <dd>{open.address ?? '–'}</dd>
              </div>
            </dl>
          </Notice>
        )}
        <Facts family={family} />
        <PeopleTable family={family} open={open} />
        <div className="columns-2">
          <Conditions family={family} />
          <ChangesPanel family={family} />
        </div>
        <Records family={family} />
      </div>
      <RevealDialog
        kab={family.kab}
        id={family.id}
        open={asking}
        onClose={() => setAsking(false)}
        onOpened={(revealed) => {
          setAsking(false);
          setOpen(revealed);
        }}
      />
    </>
  );
}

function Facts({ family }: { family: FamilyDetail }) {
  const say = useSay();
  const yesNo = (value: boolean | null) =>
    value === null ? say.t('state.unknown') : say.t(value ? 'state.yes' : 'state.no');
  const facts = [
    [say.t('families.desil'), family.desil ?? say.t('state.unknown')],
    [say.t('families.members'), family.members ?? say.t('state.unknown')],
    [say.t('families.womenHeaded'), yesNo(family.womenHeaded)],
    [say.t('families.disability'), yesNo(family.withDisability)],
    [say.t('families.business'), yesNo(family.withBusiness)],
  ] as const;
  return (
    <dl className="families-summary">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="figure-label">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const AID_BITS = [1, 2, 4, 8, 16] as const;

function Conditions({ family }: { family: FamilyDetail }) {
  const say = useSay();
  const items = ['ownership', ...deprivations] as const;
  const lacking = (item: string) => {
    const at = (deprivations as readonly string[]).indexOf(item);
    return at >= 0 && (family.housingDeprived & (1 << at)) !== 0;
  };
  const aid = AID_BITS.filter((bit) => family.aid !== null && family.aid & bit);
  return (
    <Panel title={say.t('families.conditions')}>
      <dl className="families-facts">
        {items.map((item) => {
          const code = family.housing[item];
          return (
            <div key={item} className="families-fact">
              <dt>{say.t(`importField.${item}`)}</dt>
              <dd>
                {code === null || code === undefined
                  ? say.t('state.unknown')
                  : say.word(`housing.${item}.${code}`)}{' '}
                {lacking(item) && <Tag tone="warn">{say.t('families.lacking')}</Tag>}
              </dd>
            </div>
          );
        })}
        <div className="families-fact">
          <dt>{say.t('families.aid')}</dt>
          <dd>
            {family.aid === null
              ? say.t('state.unknown')
              : aid.length === 0
                ? say.t('families.noAid')
                : aid.map((bit) => say.t(`aid.${bit}`)).join(', ')}
          </dd>
        </div>
        {family.warnings.length > 0 && (
          <div className="families-fact">
            <dt>{say.t('families.warnings')}</dt>
            <dd>
              {family.warnings
                .map((w) => say.word(`reason.${w}`).replace(/\{\w+\}/g, '…'))
                .join('; ')}
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}

function Records({ family }: { family: FamilyDetail }) {
  const say = useSay();
  return (
    <Table
      caption={say.t('families.records')}
      rows={family.records}
      rowKey={(r) => String(r.importNo)}
      columns={[
        {
          key: 'source',
          header: say.t('families.source'),
          value: (r) => `${r.sourceName} · ${say.t('import.no', { no: r.importNo })}`,
          names: true,
        },
        {
          key: 'cutOff',
          header: say.t('import.col.cutOff'),
          value: (r) => r.cutOff,
          render: (r) => say.date(r.cutOff),
        },
        { key: 'desil', header: say.t('families.desil'), number: true, value: (r) => r.desil },
        { key: 'village', header: say.t('region.village'), value: (r) => r.villageName },
        {
          key: 'members',
          header: say.t('families.members'),
          number: true,
          value: (r) => r.members,
        },
        {
          key: 'state',
          header: say.t('import.col.state'),
          value: (r) => say.t(`families.record.${r.state}`),
          render: (r) => (
            <Tag tone={r.state === 'current' ? 'good' : 'plain'}>
              {say.t(`families.record.${r.state}`)}
            </Tag>
          ),
        },
      ]}
    />
  );
}
