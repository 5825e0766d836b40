import type { Inspection } from '#api/tables.ts';
import type { TableMapping } from '#domain/table-mapping.ts';
import type { MessageKey } from '#messages/translate.ts';
import { useSay } from '#ui/language.tsx';
import { Field } from '#ui/parts.tsx';
import { columnLetter } from './column-letter.ts';
import { MeasuresForm } from './MeasuresForm.tsx';

/** What each column means; guesses are filled in, and a sample stands beside them. */
export function MappingForm({
  inspection,
  mapping,
  onChange,
  onLookAgain,
}: {
  inspection: Inspection;
  mapping: TableMapping;
  onChange: (mapping: TableMapping) => void;
  onLookAgain: (change: { sheet?: number; headerRow?: number }) => void;
}) {
  const say = useSay();
  const wide = mapping.measures.length > 0;
  const fields = inspection.fields.filter((f) => !(wide && inspection.insteadOf.includes(f.name)));
  const headAt = inspection.sample[mapping.headerRow]?.number ?? mapping.headerRow + 1;
  const below = inspection.sample.slice(mapping.headerRow + 1, mapping.headerRow + 4);
  const sampleOf = (column: number | undefined) =>
    column === undefined
      ? ''
      : below
          .map((r) => String(r.cells[column] ?? ''))
          .filter(Boolean)
          .join(' · ')
          .slice(0, 90);
  const setColumn = (name: string, value: string) => {
    const columns = { ...mapping.columns };
    if (value === '') delete columns[name];
    else columns[name] = Number(value);
    onChange({ ...mapping, columns });
  };
  const setConstant = (name: string, value: string) => {
    const constants = { ...mapping.constants };
    if (value === '') delete constants[name];
    else constants[name] = value;
    onChange({ ...mapping, constants });
  };
  return (
    <div className="stack">
      <p className="soft">{say.t('tables.columnsLead', { rows: inspection.rows })}</p>
      <div className="facts-form">
        {inspection.sheets.length > 1 && (
          <Field label={say.t('tables.sheet')}>
            {(p) => (
              <select
                className="select"
                {...p}
                value={inspection.sheet}
                onChange={(e) => onLookAgain({ sheet: Number(e.target.value) })}
              >
                {inspection.sheets.map((name, i) => (
                  <option key={name} value={i}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={say.t('tables.headerRow')} help={say.t('tables.headerRowHelp')}>
          {(p) => (
            <select
              className="select"
              {...p}
              value={mapping.headerRow}
              onChange={(e) => onLookAgain({ headerRow: Number(e.target.value) })}
            >
              {inspection.sample.slice(0, 30).map((row, i) => (
                <option key={row.number} value={i}>
                  {`${row.number}: ${row.cells.filter(Boolean).join(' | ').slice(0, 60)}`}
                </option>
              ))}
              {headAt > 30 && <option value={mapping.headerRow}>{headAt}</option>}
            </select>
          )}
        </Field>
        <Choice
          label={say.t('tables.scheme')}
          help={say.t('tables.schemeHelp')}
          value={mapping.scheme ?? ''}
          options={[
            ['', 'scheme.none'],
            ['kemendagri', 'scheme.kemendagri'],
            ['bps', 'scheme.bps'],
          ]}
          onChange={(v) =>
            onChange({ ...mapping, scheme: v === 'kemendagri' || v === 'bps' ? v : null })
          }
        />
        <Choice
          label={say.t('tables.decimal')}
          value={mapping.decimal}
          options={[
            ['auto', 'decimal.auto'],
            ['comma', 'decimal.comma'],
            ['dot', 'decimal.dot'],
          ]}
          onChange={(v) =>
            onChange({ ...mapping, decimal: v === 'comma' || v === 'dot' ? v : 'auto' })
          }
        />
      </div>
      <div className="table-wrap">
        <table className="table facts-mapping">
          <caption className="visually-hidden">{say.t('tables.step.columns')}</caption>
          <thead>
            <tr>
              <th scope="col">{say.t('tables.field')}</th>
              <th scope="col">{say.t('tables.fromColumn')}</th>
              <th scope="col">{say.t('tables.forAll')}</th>
              <th scope="col">{say.t('tables.example')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => {
              const label = say.word(`column.${field.name}`);
              const column = mapping.columns[field.name];
              const constant = mapping.constants[field.name] ?? '';
              return (
                <tr key={field.name}>
                  <th scope="row">
                    {label}
                    {field.required && (
                      <span className="small soft"> ({say.t('tables.required')})</span>
                    )}
                  </th>
                  <td>
                    <select
                      className="select"
                      aria-label={`${label}: ${say.t('tables.fromColumn')}`}
                      value={column ?? ''}
                      onChange={(e) => setColumn(field.name, e.target.value)}
                    >
                      <option value="">{say.t('tables.noColumn')}</option>
                      {inspection.heads.map((head, i) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                        <option key={i} value={i}>
                          {`${columnLetter(i)} · ${head}`}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td>
                    {field.constant &&
                      (field.choices.length > 0 ? (
                        <select
                          className="select"
                          aria-label={`${label}: ${say.t('tables.forAll')}`}
                          value={constant}
                          onChange={(e) => setConstant(field.name, e.target.value)}
                        >
                          <option value="">{say.t('tables.noColumn')}</option>
                          {field.choices.map((choice) => (
                            <option key={choice} value={choice}>
                              {say.word(`${field.name}.${choice}`)}
                            </option>
                          ))}
                        </select>
                      ) : (
                        <input
                          className="input"
                          aria-label={`${label}: ${say.t('tables.forAll')}`}
                          maxLength={400}
                          value={constant}
                          onChange={(e) => setConstant(field.name, e.target.value)}
                        />
                      ))}
                  </td>
                  <td className="small soft facts-sample">{sampleOf(column)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {inspection.measures.length > 0 &&
        !inspection.insteadOf.some((f) => mapping.columns[f] !== undefined) && (
          <MeasuresForm
            inspection={inspection}
            mapping={mapping}
            onChange={onChange}
            sampleOf={sampleOf}
          />
        )}
    </div>
  );
}

function Choice(props: {
  label: string;
  help?: string;
  value: string;
  options: readonly (readonly [string, MessageKey])[];
  onChange: (value: string) => void;
}) {
  const say = useSay();
  return (
    <Field label={props.label} help={props.help}>
      {(p) => (
        <select
          className="select"
          {...p}
          value={props.value}
          onChange={(e) => props.onChange(e.target.value)}
        >
          {props.options.map(([value, text]) => (
            <option key={value} value={value}>
              {say.t(text)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
