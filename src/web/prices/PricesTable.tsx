import { useState } from 'react';
import type { PriceList, PriceRow } from '#api/planning.ts';
import { provinceOf } from '#domain/region.ts';
import { useSay } from '#ui/language.tsx';
import { useRegionNames } from '#ui/map/use-map.ts';
import { Button, Dialog, Tag } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { type Column, Table, type TableExport } from '#ui/Table.tsx';
import { saveTable } from '#ui/use-table-file.ts';
import { PriceForm } from './PriceForm.tsx';
import { isBlank, type ShownPrice, shownOf } from './shown-price.ts';

type Price = PriceRow['prices'][number];

/** Every thing that needs a price, with what it costs where and what stands behind that. */
export function PricesTable({ list, rows }: { list: PriceList; rows: readonly PriceRow[] }) {
  const say = useSay();
  const me = useMe();
  const query = useQueryState();
  const names = useRegionNames();
  const [editing, setEditing] = useState<ShownPrice>();
  const onlyBlank = query.get('kosong') === '1';
  const group = query.get('untuk');
  const shown = rows
    .flatMap(shownOf)
    .filter((p) => (!onlyBlank || isBlank(p)) && (group === '' || p.item.group === group));
  const blank = rows.filter((r) => r.prices.every((p) => p.rupiah === null)).length;
  const where = (price: Price) =>
    price.code === provinceOf(price.code)
      ? say.t('price.whole')
      : (names.get(price.code) ?? price.code);
  const columns: Column<ShownPrice>[] = [
    {
      key: 'item',
      header: say.t('price.item'),
      names: true,
      value: (p) => p.item.name[say.language],
      render: (p) => <ItemName shown={p} />,
    },
    {
      key: 'group',
      header: say.t('price.group'),
      value: (p) => say.t(`price.group.${p.item.group}`),
    },
    {
      key: 'rupiah',
      header: say.t('price.rupiah'),
      number: true,
      value: (p) => p.price?.rupiah ?? null,
      render: (p) =>
        p.price?.rupiah == null ? (
          <span className="soft">{say.t('state.notYet')}</span>
        ) : (
          say.rupiah(p.price.rupiah)
        ),
    },
    { key: 'unit', header: say.t('price.unit'), value: (p) => p.item.unit },
    {
      key: 'where',
      header: say.t('price.where'),
      value: (p) => (p.price ? where(p.price) : null),
    },
    {
      key: 'basis',
      header: say.t('price.basis'),
      value: (p) => (p.price ? say.word(`priceBasis.${p.price.basis}`) : null),
      render: (p) => (p.price ? <Basis price={p.price} /> : '–'),
    },
    {
      key: 'source',
      header: say.t('price.source'),
      value: (p) => p.price?.source ?? null,
      render: (p) => (p.price ? <span className="facts-source">{sourceText(p.price)}</span> : '–'),
    },
  ];
  if (me.role === 'planner')
    columns.push({
      key: 'do',
      header: say.t('action.change'),
      value: () => null,
      render: (p) => (
        <Button small look="quiet" onClick={() => setEditing(p)}>
          {say.t(p.price ? 'action.change' : 'price.change')}
          <span className="visually-hidden"> {p.item.name[say.language]}</span>
        </Button>
      ),
    });
  return (
    <>
      <div className="row row-between">
        <span>{say.t('price.counts', { priced: rows.length - blank, blank })}</span>
        <span className="row">
          <select
            className="select price-group"
            aria-label={say.t('price.group')}
            value={group}
            onChange={(e) => query.set({ untuk: e.target.value })}
          >
            <option value="">{say.t('price.allGroups')}</option>
            {(['training', 'kit', 'prerequisite'] as const).map((g) => (
              <option key={g} value={g}>
                {say.t(`price.group.${g}`)}
              </option>
            ))}
          </select>
          <label className="facts-check">
            <input
              type="checkbox"
              checked={onlyBlank}
              onChange={(e) => query.set({ kosong: e.target.checked ? '1' : '' })}
            />
            {say.t('price.onlyBlank')}
          </label>
        </span>
      </div>
      <Table<ShownPrice>
        caption={list.name}
        hideCaption
        filterable
        maxHeight="min(75vh, 48rem)"
        rows={shown}
        rowKey={(p) => `${p.item.code}|${p.price?.code ?? ''}`}
        columns={columns}
        onExport={(table) => saveTable({ ...table, ...asFile(say, list, shown) })}
        notes={[say.t('price.officialRule')]}
      />
      <Dialog
        title={editing?.item.name[say.language] ?? ''}
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        {editing && (
          <PriceForm
            list={list}
            shown={editing}
            names={names}
            onDone={() => setEditing(undefined)}
          />
        )}
      </Dialog>
    </>
  );
}

function ItemName({ shown }: { shown: ShownPrice }) {
  const say = useSay();
  const { item, recipes } = shown;
  const used = recipes.map((r) => r[say.language]);
  return (
    <>
      {item.name[say.language]}
      {used.length > 0 && (
        <span className="price-used">
          {used.slice(0, 3).join(', ')}
          {used.length > 3 && ` ${say.t('verdict.more', { n: used.length - 3 })}`}
        </span>
      )}
    </>
  );
}

function Basis({ price }: { price: Price }) {
  const say = useSay();
  return (
    <span className="row">
      {say.word(`priceBasis.${price.basis}`)}
      {price.synthetic ? (
        <Tag tone="demo">{say.t('price.example')}</Tag>
      ) : (
        <Tag tone={price.official ? 'good' : 'warn'}>
          {say.t(price.official ? 'price.official' : 'price.notOfficial')}
        </Tag>
      )}
    </span>
  );
}

const sourceText = (price: Price): string =>
  [price.document, price.source, price.year].filter((part) => part !== null).join(', ');

/** The columns the table import knows: filled in with Excel, the file comes back through that door. */
function asFile(
  say: ReturnType<typeof useSay>,
  list: PriceList,
  shown: readonly ShownPrice[],
): Pick<TableExport, 'columns' | 'rows'> {
  const text = (field: string) => ({ header: say.word(`column.${field}`), number: false });
  return {
    columns: [
      text('priceItem'),
      text('priceName'),
      { header: say.t('price.unit'), number: false },
      text('code'),
      { header: say.word('column.priceRupiah'), number: true },
      text('priceBasis'),
      text('document'),
      text('year'),
      text('source'),
      text('priceList'),
    ],
    rows: shown.map(({ item, price }) => [
      item.code,
      item.name.id,
      item.unit,
      price?.code ?? null,
      price?.rupiah ?? null,
      price?.basis ?? null,
      price?.document ?? null,
      price?.year == null ? null : String(price.year),
      price?.source ?? null,
      list.name,
    ]),
  };
}
