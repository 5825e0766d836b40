import { useEffect, useState } from 'react';
import { registryApi } from '#api/registry.ts';
import type { LayoutView } from '#api/registry-import.ts';
import { type ImportField, importFields } from '#domain/import-field.ts';
import type { ImportKind, ImportLayout } from '#domain/import-layout.ts';
import { useSay } from '#ui/language.tsx';
import { Explain, Field, Loaded, Notice, Panel } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';

const RECAP_FIELDS: readonly ImportField[] = [
  'villageCode',
  'kecCode',
  'kabCode',
  'provinceName',
  'kabName',
  'kecName',
  'villageName',
  'desil',
  'count',
  'total',
  'persons',
];
const LIST_FIELDS = importFields.filter((f) => f !== 'count' && f !== 'total' && f !== 'persons');

/** One file: its sheet, where its head stands, and for every column what it means. */
export function FileColumns(props: {
  no: number;
  part: number;
  file: { name: string; bytes: number };
  layout: ImportLayout;
  kind: ImportKind;
  /** The layout under another sheet or head, as guessed. */
  onGuess: (layout: ImportLayout) => void;
  onChange: (layout: ImportLayout) => void;
}) {
  const say = useSay();
  const [asked, setAsked] = useState<{ sheet?: number; headRow?: number; headRows?: number }>({});
  const { no, part, layout } = props;
  const view = useOperation(registryApi.viewLayout, { no, part, ...asked }, { staleMs: 60_000 });
  const guessed = view.isPlaceholderData ? undefined : view.data?.layout;
  // Another sheet or head was pointed at: what it would mean replaces what the person had so far.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer counts
  useEffect(() => {
    if (guessed && Object.keys(asked).length > 0 && !isSamePlace(layout, guessed)) {
      props.onGuess(guessed);
    }
  }, [guessed]);
  const { bytes } = props.file;
  const size =
    bytes < 1_048_576
      ? `${say.number(Math.ceil(bytes / 1024))} KB`
      : `${say.number(bytes / 1_048_576, 1)} MB`;
  return (
    <Panel title={say.t('import.file', { part, name: props.file.name, size })}>
      <Loaded query={view} lines={6}>
        {(seen) => (
          <Columns
            layout={layout}
            kind={props.kind}
            seen={seen}
            onAsk={(next) => setAsked({ ...asked, ...next })}
            onChange={props.onChange}
          />
        )}
      </Loaded>
    </Panel>
  );
}

const isSamePlace = (a: ImportLayout, b: ImportLayout): boolean =>
  a.sheet === b.sheet && a.headRow === b.headRow && a.headRows === b.headRows;

function Columns(props: {
  seen: LayoutView;
  layout: ImportLayout;
  kind: ImportKind;
  onAsk: (place: { sheet?: number; headRow?: number; headRows?: number }) => void;
  onChange: (layout: ImportLayout) => void;
}) {
  const say = useSay();
  const { seen, layout, kind, onAsk, onChange } = props;
  const visible = seen.sheets.length > 1;
  const give = (column: number, meaning: string) => onChange(withMeaning(layout, column, meaning));
  return (
    <div className="stack">
      {seen.remembered && <Notice tone="good" title={say.t('import.remembered')} />}
      <div className="import-form">
        {visible && (
          <Field label={say.t('import.sheet')}>
            {(p) => (
              <select
                className="select"
                {...p}
                value={layout.sheet}
                onChange={(e) => onAsk({ sheet: Number(e.target.value) })}
              >
                {seen.sheets.map((s, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: sheets have only their place
                  <option key={i} value={i}>
                    {s.hidden ? say.t('import.hiddenSheet', { name: s.name }) : s.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={say.t('import.headRow')}>
          {(p) => (
            <input
              className="input"
              type="number"
              {...p}
              min={1}
              max={60}
              key={layout.headRow}
              defaultValue={layout.headRow || 1}
              onBlur={(e) => {
                const row = Number(e.target.value);
                if (row >= 1 && row <= 60 && row !== layout.headRow) onAsk({ headRow: row });
              }}
            />
          )}
        </Field>
        <label className="import-check">
          <input
            type="checkbox"
            checked={layout.headRows === 2}
            onChange={(e) =>
              onAsk({ headRow: layout.headRow || 1, headRows: e.target.checked ? 2 : 1 })
            }
          />
          <span>{say.t('import.headRows')}</span>
        </label>
      </div>
      <Explain title={say.t('import.top')}>
        <TopRows seen={seen} headRow={layout.headRow} onAsk={onAsk} />
      </Explain>
      <div className="table-wrap import-columns">
        <table className="table table-cards">
          <caption>
            {say.t('import.columns')}
            <div className="small soft">{say.t('import.columnsHelp')}</div>
          </caption>
          <thead>
            <tr>
              <th scope="col">{say.t('import.column')}</th>
              <th scope="col">{say.t('import.meaning')}</th>
              <th scope="col">{say.t('import.samples')}</th>
            </tr>
          </thead>
          <tbody>
            {layout.heads.map((head, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have only their place
              <tr key={column}>
                <th scope="row">{`${letterOf(column)} · ${head || say.t('import.unnamed')}`}</th>
                <td data-label={say.t('import.meaning')}>
                  <select
                    className="select"
                    aria-label={`${say.t('import.meaning')}: ${head || letterOf(column)}`}
                    value={meaningOf(layout, column)}
                    onChange={(e) => give(column, e.target.value)}
                  >
                    <option value="">{say.t('import.ignore')}</option>
                    {(kind === 'recap' ? RECAP_FIELDS : LIST_FIELDS).map((f) => (
                      <option key={f} value={f}>
                        {say.t(`importField.${f}`)}
                      </option>
                    ))}
                    {kind === 'recap' &&
                      layout.desilColumns.map((_, i) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: the index is the desil
                        <option key={i} value={`desil:${i}`}>
                          {i === 10
                            ? say.t('import.noDesilColumn')
                            : say.t('import.desilColumn', { n: i + 1 })}
                        </option>
                      ))}
                  </select>
                </td>
                <td data-label={say.t('import.samples')} className="import-samples">
                  {(seen.samples[column] ?? []).join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function TopRows({
  seen,
  headRow,
  onAsk,
}: {
  seen: LayoutView;
  headRow: number;
  onAsk: (place: { headRow: number }) => void;
}) {
  const say = useSay();
  return (
    <div className="stack-s">
      <p className="small soft">{say.t('import.topHelp')}</p>
      <section
        className="table-wrap import-top"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes focus so that keys scroll it
        tabIndex={0}
        aria-label={say.t('import.top')}
      >
        <table className="table">
          <tbody>
            {seen.top.map((row) => (
              <tr key={row.number} aria-selected={row.number === headRow}>
                <th scope="row">
                  <button
                    type="button"
                    className="table-row-button"
                    aria-label={`${say.t('import.headRow')} ${row.number}`}
                    onClick={() => onAsk({ headRow: row.number })}
                  >
                    {row.number}
                  </button>
                </th>
                {row.cells.slice(0, 14).map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have only their place
                  <td key={i}>{cell.slice(0, 28)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** A column means a field, or holds the families of one desil, or nothing. */
function meaningOf(layout: ImportLayout, column: number): string {
  const desil = layout.desilColumns.indexOf(column);
  if (desil >= 0) return `desil:${desil}`;
  return Object.entries(layout.columns).find(([, c]) => c === column)?.[0] ?? '';
}

function withMeaning(layout: ImportLayout, column: number, meaning: string): ImportLayout {
  const columns = Object.fromEntries(
    Object.entries(layout.columns).filter(([f, c]) => c !== column && f !== meaning),
  ) as ImportLayout['columns'];
  const desilColumns = layout.desilColumns.map((c) => (c === column ? null : c));
  if (meaning.startsWith('desil:')) desilColumns[Number(meaning.slice(6))] = column;
  else if (meaning !== '') columns[meaning as ImportField] = column;
  return {
    ...layout,
    columns,
    desilColumns,
    disabilityColumns: layout.disabilityColumns.filter((c) => c !== column),
  };
}

const letterOf = (column: number): string =>
  (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) +
  String.fromCharCode(65 + (column % 26));
