import * as z from 'zod';

/**
 * How the columns of somebody's table are understood: which row holds the heads, which column is
 * which field, what holds for the whole file, and for wide tables which columns are values of what.
 */
export const TableMapping = z.object({
  /** Index of the row with the heads, counted from 0 over the rows of the sheet. */
  headerRow: z.int().min(0).max(200),
  /** Field → column index. */
  columns: z.record(z.string().max(40), z.int().min(0).max(500)),
  /** Field → one value for the whole file. */
  constants: z.record(z.string().max(40), z.string().trim().max(400)),
  /** Wide tables: each of these columns holds the values of one measure. */
  measures: z
    .array(
      z.object({
        column: z.int().min(0).max(500),
        measure: z.string().max(60),
        unit: z.string().max(60).nullable(),
        year: z.int().min(1950).max(2100).nullable(),
        period: z.string().max(40).nullable(),
      }),
    )
    .max(100),
  /** Which mark is the decimal one where the figures leave it open. */
  decimal: z.enum(['auto', 'comma', 'dot']),
  /** Scheme of bare codes; null until the file or a person has said it. */
  scheme: z.enum(['kemendagri', 'bps']).nullable(),
});
export type TableMapping = z.infer<typeof TableMapping>;
export type MeasureColumn = TableMapping['measures'][number];
