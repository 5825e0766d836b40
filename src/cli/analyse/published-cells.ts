import { agreesAsPrinted, decimalsOf } from '#engine/potential/printed.ts';
import { CommandError, EXIT } from '../command.ts';
import type { AnalysisRequest, Row } from './analysis.ts';
import type { RegionValues } from './region-values.ts';
import { list, optional } from './roles.ts';

export interface PublishedCells {
  /** published_<measure> and <measure>_agrees of one cell. */
  columns(cell: number): Row;
  readonly disagreements: readonly Row[];
  readonly compared: number;
}

/**
 * A published table beside the recomputed one: `--published lq=kolom,dlq=kolom`; a column without a
 * measure is the first of `measures`. A cell agrees where it is the recomputed figure at the decimals
 * it is printed with. `figureOf` takes region · S + sector.
 */
export function publishedCells(
  input: RegionValues,
  values: AnalysisRequest['values'],
  measures: readonly string[],
  figureOf: (cell: number, measure: string) => number | null,
): PublishedCells | undefined {
  const given = list(values, 'published').map((text) => {
    const [first = '', ...rest] = text.split('=');
    return rest.length === 0
      ? { measure: measures[0] ?? '', column: first }
      : { measure: first.trim(), column: rest.join('=').trim() };
  });
  if (given.length === 0) return undefined;
  if (optional(values, 'sector') === undefined)
    throw new CommandError('--published memerlukan bentuk panjang (--sector).', EXIT.usage);
  const unknown = given.find((g) => !measures.includes(g.measure));
  if (unknown !== undefined)
    throw new CommandError(
      `--published: ukurannya ${measures.join(', ')}; bukan "${unknown.measure}".`,
      EXIT.usage,
    );
  const { table, file, rowOf } = input;
  const S = table.sectors.length;
  const read = given.map(({ measure, column }) => ({
    measure,
    numbers: file.numbers(column, { missing: 'allowed' }),
    texts: file.texts(column),
  }));
  const disagreements: Row[] = [];
  let compared = 0;
  const cells = Array.from({ length: table.regions.length * S }, (_, cell): Row => {
    const row = rowOf.get(cell);
    const out: Record<string, number | boolean | null> = {};
    for (const { measure, numbers, texts } of read) {
      const printed = row === undefined ? Number.NaN : (numbers[row] as number);
      const figure = figureOf(cell, measure);
      const known = !Number.isNaN(printed);
      const decimals = known && row !== undefined ? decimalsOf(texts[row] ?? '') : 0;
      const agrees = known && figure !== null ? agreesAsPrinted(printed, decimals, figure) : null;
      out[`published_${measure}`] = known ? printed : null;
      out[`${measure}_agrees`] = agrees;
      if (agrees === null || figure === null) continue;
      compared++;
      if (agrees) continue;
      disagreements.push({
        region: table.regions[Math.floor(cell / S)] ?? '',
        sector: table.sectors[cell % S] ?? '',
        measure,
        published: printed,
        decimals,
        recomputed: figure,
        difference: printed - figure,
        verdict_changes: changes(measure, printed, figure),
      });
    }
    return out;
  });
  return { columns: (cell) => cells[cell] ?? {}, disagreements, compared };
}

/** Above 1 for quotients, the sign for parts of a change. */
function changes(measure: string, printed: number, figure: number): boolean {
  const limit = measure === 'lq' || measure === 'dlq' ? 1 : 0;
  return printed > limit !== figure > limit + limit * 1e-12;
}

/** For stderr; empty where nothing was compared. */
export const publishedInWords = (found: PublishedCells | undefined): string =>
  found === undefined
    ? ''
    : `; ${found.compared} angka terbit dibandingkan, ${found.disagreements.length} tidak cocok (tabel disagreements)`;

export function publishedWarning(found: PublishedCells | undefined): string[] {
  if (found === undefined || found.disagreements.length === 0) return [];
  const turned = found.disagreements.filter((d) => d['verdict_changes'] === true).length;
  return [
    `${found.disagreements.length} angka terbit tidak sama dengan hitungan dari angkanya sendiri, ${turned} di antaranya mengubah putusannya.`,
  ];
}
