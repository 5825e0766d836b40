import type { Inspection } from '#api/tables.ts';
import { IndicatorCode, indicators } from '#domain/fact.ts';
import type { MeasureColumn, TableMapping } from '#domain/table-mapping.ts';
import { useSay } from '#ui/language.tsx';
import { Button } from '#ui/parts.tsx';
import { columnLetter } from './column-letter.ts';

/** The columns of a wide table that hold figures: each with its measure, unit and, if its head has one, year. */
export function MeasuresForm({
  inspection,
  mapping,
  onChange,
  sampleOf,
}: {
  inspection: Inspection;
  mapping: TableMapping;
  onChange: (mapping: TableMapping) => void;
  sampleOf: (column: number) => string;
}) {
  const say = useSay();
  const change = (index: number, part: Partial<MeasureColumn>) =>
    onChange({
      ...mapping,
      measures: mapping.measures.map((m, i) => (i === index ? { ...m, ...part } : m)),
    });
  const taken = new Set([
    ...Object.values(mapping.columns),
    ...mapping.measures.map((m) => m.column),
  ]);
  const free = inspection.heads.findIndex((head, i) => head !== '' && !taken.has(i));
  const first = inspection.measures[0] ?? '';
  return (
    <section className="stack-s" aria-label={say.t('tables.measures')}>
      <h3>{say.t('tables.measures')}</h3>
      <p className="small soft">{say.t('tables.measuresLead')}</p>
      {mapping.measures.length > 0 && (
        <div className="table-wrap">
          <table className="table facts-mapping">
            <thead>
              <tr>
                <th scope="col">{say.t('tables.column')}</th>
                <th scope="col">{say.t('facts.indicator')}</th>
                <th scope="col">{say.t('facts.unit')}</th>
                <th scope="col">{say.t('facts.year')}</th>
                <th scope="col">{say.t('tables.example')}</th>
                <th scope="col">{say.t('facts.do')}</th>
              </tr>
            </thead>
            <tbody>
              {mapping.measures.map((m, i) => {
                const head = inspection.heads[m.column] ?? '';
                return (
                  <tr key={m.column}>
                    <th scope="row">
                      <select
                        className="select"
                        aria-label={say.t('tables.column')}
                        value={m.column}
                        onChange={(e) => change(i, { column: Number(e.target.value) })}
                      >
                        {inspection.heads.map((h, at) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                          <option key={at} value={at} disabled={taken.has(at) && at !== m.column}>
                            {`${columnLetter(at)} · ${h}`}
                          </option>
                        ))}
                      </select>
                    </th>
                    <td>
                      <select
                        className="select"
                        aria-label={`${head}: ${say.t('facts.indicator')}`}
                        value={m.measure}
                        onChange={(e) =>
                          change(i, { measure: e.target.value, unit: ownUnit(e.target.value) })
                        }
                      >
                        {inspection.measures.map((measure) => (
                          <option key={measure} value={measure}>
                            {say.word(`indicator.${measure}`)}
                          </option>
                        ))}
                      </select>
                    </td>
                    <td>
                      <input
                        className="input"
                        aria-label={`${head}: ${say.t('facts.unit')}`}
                        value={m.unit ?? ''}
                        onChange={(e) => change(i, { unit: e.target.value || null })}
                      />
                    </td>
                    <td>
                      <input
                        className="input facts-year"
                        aria-label={`${head}: ${say.t('facts.year')}`}
                        inputMode="numeric"
                        maxLength={4}
                        defaultValue={m.year ?? ''}
                        onBlur={(e) => change(i, { year: yearOf(e.target.value) })}
                      />
                    </td>
                    <td className="small soft facts-sample">{sampleOf(m.column)}</td>
                    <td>
                      <Button
                        small
                        look="quiet"
                        aria-label={`${say.t('action.remove')}: ${head}`}
                        onClick={() =>
                          onChange({
                            ...mapping,
                            measures: mapping.measures.filter((_, at) => at !== i),
                          })
                        }
                      >
                        {say.t('action.remove')}
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <div>
        <Button
          small
          disabled={free < 0}
          onClick={() =>
            onChange({
              ...mapping,
              measures: [
                ...mapping.measures,
                { column: free, measure: first, unit: ownUnit(first), year: null, period: null },
              ],
            })
          }
        >
          {say.t('tables.measureAdd')}
        </Button>
      </div>
    </section>
  );
}

function ownUnit(measure: string): string | null {
  const indicator = IndicatorCode.safeParse(measure).data;
  return indicator ? indicators[indicator].unit : null;
}

function yearOf(text: string): number | null {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return year >= 1950 && year <= 2100 ? year : null;
}
