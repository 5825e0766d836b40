/** What a table in a file looks like to everybody behind the door (open-sheet.ts). */
export type Cell = string | number | boolean | Date | null;

export interface SheetRow {
  /** As the person sees it in Excel, from 1. */
  readonly number: number;
  /** Up to the last filled cell; a number, date or boolean only where the file stored one. */
  readonly cells: readonly Cell[];
}

export interface SheetFile {
  readonly format: 'xlsx' | 'csv';
  /** One, without a name, for CSV. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** Rows with something in them, in order, some thousand at a time. */
  rows(sheet: number): AsyncIterable<readonly SheetRow[]>;
  /** How much of the sheet being read has been read, 0 to 1. */
  share(): number;
  close(): Promise<void>;
}
