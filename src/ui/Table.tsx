import { type ReactNode, useMemo, useState } from 'react';
import { collator } from '#messages/format.ts';
import { useSay } from './language.tsx';
import { Button } from './parts.tsx';
import './table.css';

/** The plain value behind a cell: sorts, filters, and goes into the Excel file. */
export type CellValue = string | number | null;

export interface Column<T> {
  readonly key: string;
  readonly header: string;
  readonly value: (row: T) => CellValue;
  /** What to show where the plain value is not enough. */
  readonly render?: (row: T) => ReactNode;
  readonly number?: boolean;
  /** Decimals for a number without `render`. */
  readonly digits?: number;
  /** Adds a total in the foot. */
  readonly total?: boolean;
  /** The column that names the row; a header cell, kept first on a phone. */
  readonly names?: boolean;
}

export interface TableExport {
  title: string;
  columns: { header: string; number: boolean }[];
  rows: CellValue[][];
  notes: string[];
}

interface TableProps<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  selectedKey?: string | undefined;
  onSelect?: (row: T) => void;
  /** Shown under the caption and written into the file: source, year, filter. */
  notes?: readonly string[];
  onExport?: (table: TableExport) => void;
  filterable?: boolean;
  maxHeight?: string;
  hideCaption?: boolean;
  initialSort?: { key: string; down: boolean };
  emptyText?: string;
}

const PAGE = 200;

/** A real table: caption, sortable heads, totals, one page of rows at a time, cards on a phone. */
export function Table<T>(props: TableProps<T>) {
  const say = useSay();
  const [sort, setSort] = useState(props.initialSort);
  const [filter, setFilter] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const { columns, rows } = props;

  const shown = useMemo(() => {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = words.length
      ? rows.filter((row) => {
          const text = columns
            .map((c) => String(c.value(row) ?? ''))
            .join(' ')
            .toLowerCase();
          return words.every((w) => text.includes(w));
        })
      : rows;
    const column = columns.find((c) => c.key === sort?.key);
    if (column === undefined || sort === undefined) return matching;
    return [...matching].sort((a, b) => compare(column.value(a), column.value(b), sort.down));
  }, [rows, columns, filter, sort]);

  const page = shown.slice(0, limit);
  const hasTotals = columns.some((c) => c.total) && shown.length > 1;
  return (
    <div>
      {(props.filterable || props.onExport) && (
        <div className="table-tools no-print">
          <span className="row">
            {props.filterable && (
              <input
                className="input"
                type="search"
                aria-label={`${say.t('table.filter')}: ${props.caption}`}
                placeholder={say.t('table.filter')}
                value={filter}
                onChange={(e) => setFilter(e.target.value)}
              />
            )}
          </span>
          <span className="row">
            <span className="small soft" aria-live="polite">
              {shown.length === rows.length
                ? say.t('table.allRows', { total: rows.length })
                : say.t('table.rows', { shown: shown.length, total: rows.length })}
            </span>
            {props.onExport && (
              <Button small onClick={() => props.onExport?.(exportOf(props, shown, filter))}>
                {say.t('action.excel')}
              </Button>
            )}
          </span>
        </div>
      )}
      <ScrollRegion label={props.caption} maxHeight={props.maxHeight}>
        <table className="table table-cards">
          <caption className={props.hideCaption ? 'visually-hidden' : undefined}>
            {props.caption}
            {props.notes?.map((n) => (
              <div key={n} className="small soft">
                {n}
              </div>
            ))}
          </caption>
          <thead>
            <tr>
              {columns.map((c) => (
                <th
                  key={c.key}
                  scope="col"
                  className={c.number ? 'number' : undefined}
                  aria-sort={
                    sort?.key === c.key ? (sort.down ? 'descending' : 'ascending') : undefined
                  }
                >
                  <button
                    type="button"
                    className="table-sort"
                    onClick={() =>
                      setSort({
                        key: c.key,
                        down: sort?.key === c.key ? !sort.down : Boolean(c.number),
                      })
                    }
                  >
                    {c.header}
                    <span aria-hidden="true">
                      {sort?.key === c.key ? (sort.down ? '↓' : '↑') : ''}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.map((row) => {
              const key = props.rowKey(row);
              return (
                <tr
                  key={key}
                  aria-selected={
                    props.selectedKey === undefined ? undefined : props.selectedKey === key
                  }
                >
                  {columns.map((c) => {
                    const content = cell(c, row, say.number);
                    if (!c.names) {
                      return (
                        <td
                          key={c.key}
                          className={c.number ? 'number' : undefined}
                          data-label={c.header}
                        >
                          {content}
                        </td>
                      );
                    }
                    return (
                      <th key={c.key} scope="row">
                        {props.onSelect ? (
                          <button
                            type="button"
                            className="table-row-button"
                            onClick={() => props.onSelect?.(row)}
                          >
                            {content}
                          </button>
                        ) : (
                          content
                        )}
                      </th>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
          {hasTotals && (
            <tfoot>
              <tr>
                {columns.map((c, i) =>
                  i === 0 ? (
                    <th key={c.key} scope="row">
                      {say.t('table.total')}
                    </th>
                  ) : (
                    <td
                      key={c.key}
                      className={c.number ? 'number' : undefined}
                      data-label={c.header}
                    >
                      {c.total ? say.number(totalOf(c, shown), c.digits) : ''}
                    </td>
                  ),
                )}
              </tr>
            </tfoot>
          )}
        </table>
        {page.length === 0 && (
          <p className="panel-body soft">
            {rows.length === 0 ? (props.emptyText ?? say.t('state.empty')) : say.t('state.noMatch')}
          </p>
        )}
      </ScrollRegion>
      {shown.length > limit && (
        <div className="no-print" style={{ paddingTop: 8 }}>
          <Button small onClick={() => setLimit(limit + PAGE)}>
            {say.t('table.more', { n: Math.min(PAGE, shown.length - limit) })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Where a table scrolls inside the page it must be reachable by keyboard and have a name. */
function ScrollRegion(props: {
  label: string;
  maxHeight: string | undefined;
  children: ReactNode;
}) {
  if (props.maxHeight === undefined) return <div className="table-wrap">{props.children}</div>;
  return (
    <section
      className="table-wrap"
      style={{ maxHeight: props.maxHeight }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes focus so that keys scroll it
      tabIndex={0}
      aria-label={props.label}
    >
      {props.children}
    </section>
  );
}

function cell<T>(
  column: Column<T>,
  row: T,
  number: (v: number, digits?: number) => string,
): ReactNode {
  if (column.render) return column.render(row);
  const value = column.value(row);
  if (value === null) return '–';
  return typeof value === 'number' ? number(value, column.digits) : value;
}

/** Blanks last whichever way the column is sorted: unknown is not small. */
function compare(a: CellValue, b: CellValue, down: boolean): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return down ? -order : order;
}

function totalOf<T>(column: Column<T>, rows: readonly T[]): number {
  return rows.reduce((sum, row) => sum + (Number(column.value(row)) || 0), 0);
}

function exportOf<T>(props: TableProps<T>, rows: readonly T[], filter: string): TableExport {
  return {
    title: props.caption,
    columns: props.columns.map((c) => ({ header: c.header, number: Boolean(c.number) })),
    rows: rows.map((row) => props.columns.map((c) => c.value(row))),
    notes: [...(props.notes ?? []), ...(filter ? [`Saringan: ${filter}`] : [])],
  };
}
