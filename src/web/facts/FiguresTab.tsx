import { useState } from 'react';
import { povertyApi, type ShownFact } from '#api/poverty.ts';
import { regionsApi } from '#api/regions.ts';
import { IndicatorCode, indicators } from '#domain/fact.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Field, Loaded, Notice, Tag } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { type Column, Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';
import { AddFactDialog } from './AddFactDialog.tsx';
import { figureText, itemText, yearText } from './figure-text.ts';
import { RetractDialog } from './RetractDialog.tsx';

/** Published figures with filters in the address; conflicts stand side by side, blanks say so. */
export function FiguresTab() {
  const say = useSay();
  const me = useMe();
  const query = useQueryState();
  const [adding, setAdding] = useState(false);
  const [retracting, setRetracting] = useState<ShownFact>();
  const indicator = IndicatorCode.safeParse(query.get('indikator')).data;
  const year = Number(query.get('tahun')) || undefined;
  const filter = {
    ...(indicator ? { indicator } : {}),
    ...(query.get('rincian') ? { item: query.get('rincian') } : {}),
    ...(query.get('wilayah') ? { code: query.get('wilayah') } : {}),
    ...(year ? { year } : {}),
    ...(query.get('sumber') ? { source: query.get('sumber') } : {}),
    ...(query.get('beda') ? { conflict: 'only' as const } : {}),
  };
  const facts = useOperation(povertyApi.listFacts, filter);
  const regions = useOperation(regionsApi.listRegions, {}, { staleMs: 600_000 });
  const places = (regions.data ?? []).filter((r) => r.level !== 'kec');
  const choices = facts.data?.choices;
  const isPlanner = me.role === 'planner';

  const columns: Column<ShownFact>[] = [
    { key: 'name', header: say.t('facts.region'), value: (f) => f.name, names: true },
    {
      key: 'code',
      header: say.t('column.code'),
      value: (f) => f.code,
      render: (f) => <span className="soft">{f.code}</span>,
    },
    {
      key: 'indicator',
      header: say.t('facts.indicator'),
      value: (f) => say.word(`indicator.${f.indicator}`),
    },
    ...(facts.data?.facts.some((f) => f.item !== null)
      ? [
          {
            key: 'item',
            header: say.t('facts.item'),
            value: (f: ShownFact) => itemText(f.item) || null,
          },
        ]
      : []),
    {
      key: 'year',
      header: say.t('facts.year'),
      value: (f) => yearText(say, f.year, f.period),
    },
    {
      key: 'value',
      header: say.t('facts.value'),
      number: true,
      value: (f) => f.value,
      render: (f) => (
        <span className={f.value === null ? 'facts-blank' : 'facts-figure'}>
          {figureText(say, f.indicator, f.value)}
          {f.conflict && <Tag tone="warn">{say.t('figure.conflict')}</Tag>}
          {f.synthetic && <Tag tone="demo">{say.t('figure.synthetic')}</Tag>}
        </span>
      ),
    },
    {
      key: 'unit',
      header: say.t('facts.unit'),
      value: (f) => say.word(`unit.${indicators[f.indicator].unit}`),
    },
    {
      key: 'grade',
      header: say.t('grade.short'),
      value: (f) => `${f.grade} · ${say.word(`grade.${f.grade}`)}`,
    },
    {
      key: 'source',
      header: say.t('facts.source'),
      value: (f) => f.source,
      render: (f) => <span className="facts-source">{f.source}</span>,
    },
    {
      key: 'note',
      header: say.t('facts.note'),
      value: (f) => f.note,
      render: (f) => <span className="facts-note">{f.note}</span>,
    },
  ];
  if (isPlanner) {
    columns.push({
      key: 'do',
      header: say.t('facts.do'),
      value: () => null,
      render: (f) => (
        <Button
          small
          look="quiet"
          aria-label={`${say.t('facts.retract')}: ${f.name}, ${say.word(`indicator.${f.indicator}`)} ${f.year}`}
          onClick={() => setRetracting(f)}
        >
          {say.t('facts.retract')}
        </Button>
      ),
    });
  }

  const select = (name: string, label: string, options: readonly (readonly [string, string])[]) => (
    <Field label={label}>
      {(p) => (
        <select
          className="select"
          {...p}
          value={query.get(name)}
          onChange={(e) => query.set({ [name]: e.target.value })}
        >
          <option value="">{say.t('facts.all')}</option>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const filtered = Object.keys(filter).length > 0;
  return (
    <div className="stack">
      <div className="facts-filters no-print">
        {select(
          'indikator',
          say.t('facts.indicator'),
          (choices?.indicators ?? []).map(
            (i) =>
              [
                i.indicator,
                `${say.word(`indicator.${i.indicator}`)} (${say.number(i.figures)})`,
              ] as const,
          ),
        )}
        {select(
          'wilayah',
          say.t('facts.region'),
          places.map((r) => [r.code, r.name] as const),
        )}
        {select(
          'tahun',
          say.t('facts.year'),
          (choices?.years ?? []).map((y) => [String(y), String(y)] as const),
        )}
        {select(
          'sumber',
          say.t('facts.source'),
          (choices?.sources ?? []).map((s) => [s, s] as const),
        )}
        <label className="facts-check">
          <input
            type="checkbox"
            checked={query.get('beda') !== ''}
            onChange={(e) => query.set({ beda: e.target.checked ? '1' : '' })}
          />
          {say.t('facts.onlyConflict')}
        </label>
        <span className="row facts-filter-do">
          {filtered && (
            <Button
              small
              look="quiet"
              onClick={() =>
                query.set({
                  indikator: '',
                  wilayah: '',
                  tahun: '',
                  sumber: '',
                  beda: '',
                  rincian: '',
                })
              }
            >
              {say.t('facts.clear')}
            </Button>
          )}
          {isPlanner && <Button onClick={() => setAdding(true)}>{say.t('facts.add')}</Button>}
        </span>
      </div>
      <Loaded query={facts} lines={8}>
        {(list) => (
          <>
            {list.total > list.facts.length && (
              <Notice tone="warn" title={say.t('facts.tooMany', { total: list.total })} />
            )}
            <Table
              caption={say.t('facts.title')}
              hideCaption
              filterable
              onExport={saveTable}
              rows={list.facts}
              rowKey={(f) => f.id}
              columns={columns}
              emptyText={say.t('facts.empty')}
            />
          </>
        )}
      </Loaded>
      <AddFactDialog open={adding} places={places} onClose={() => setAdding(false)} />
      <RetractDialog
        operation={povertyApi.retractFact}
        target={
          retracting && {
            id: retracting.id,
            text: `${retracting.name} · ${say.word(`indicator.${retracting.indicator}`)} ${retracting.year}: ${figureText(say, retracting.indicator, retracting.value)} (${retracting.source})`,
          }
        }
        title={say.t('facts.retractTitle')}
        lead={say.t('facts.retractLead')}
        action={say.t('facts.retract')}
        onClose={() => setRetracting(undefined)}
      />
    </div>
  );
}
