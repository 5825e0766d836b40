import { Problem } from '../context.ts';

/**
 * What a spreadsheet may cost us. Real files are far below: 170,000 rows of P3KE are 25 MB zipped,
 * 200 MB unzipped (9:1), seven entries, 33 columns. Everything is counted on the bytes that really
 * come out, never on what the file says of itself.
 */
export const LIMITS = {
  /** Parts inside the archive. */
  entries: 2000,
  directoryBytes: 1024 * 1024,
  /** All parts together, by their own account. */
  unzippedBytes: 2 * 1024 ** 3,
  /** Unzipped to zipped, looked at once a part is larger than `ratioFromBytes`. */
  ratio: 100,
  ratioFromBytes: 10 * 1024 * 1024,
  rows: 1_048_576,
  columns: 200,
  /** Characters in one cell: Excel's own limit. */
  cellLength: 32_767,
  /** Bytes of XML between two marks: a full cell where every character is an entity of six bytes. */
  xmlRun: 32_767 * 6,
  /** Kept texts of a workbook; a million rows need about 80 MB. */
  sharedBytes: 128 * 1024 * 1024,
  sharedStrings: 6_000_000,
  /** Parts read whole: the list of sheets, relations, styles. */
  smallPartBytes: 16 * 1024 * 1024,
} as const;

export type HostileWhy =
  | 'too-many-entries'
  | 'unzipped-too-large'
  | 'ratio'
  | 'lying-sizes'
  | 'overlapping-entries'
  | 'doctype'
  | 'cell-too-long'
  | 'tag-too-long'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-strings'
  | 'part-too-large'
  | 'quote-never-closed';

export type UnreadableWhy =
  | 'empty'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'encrypted'
  | 'html'
  | 'pdf'
  | 'picture'
  | 'rar'
  | 'not-a-workbook'
  | 'truncated'
  | 'damaged'
  | 'binary';

/** The message of each is `why.<word>`. */
export const hostile = (why: HostileWhy): Problem => new Problem('file-hostile', { why });
export const unreadable = (why: UnreadableWhy): Problem =>
  new Problem('file-not-readable', { why });
