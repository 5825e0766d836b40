import type { Reason } from '#domain/reason.ts';
import type { MeasureColumn, TableMapping } from '#domain/table-mapping.ts';
import type { DecimalMark } from '#domain/written-number.ts';
import type { Db } from '../db/sql.ts';

/** One cell as a reader of CSV or XLSX hands it over; a number only where the file stored one. */
export type GridCell = string | number | null;

export interface GridRow {
  /** As the person sees it in Excel, from 1. */
  readonly number: number;
  readonly cells: readonly GridCell[];
}

/** One thing a table of this kind may say about a row. Its label is the message `column.<name>`. */
export interface TableField {
  readonly name: string;
  /** Heads that mean it; compared after foldWord. */
  readonly aliases: readonly string[];
  readonly required: boolean;
  /** May be given once for the whole file. */
  readonly constant?: boolean;
  /** The words it takes, for a pick list; labels are the messages `<name>.<choice>`. */
  readonly choices?: readonly string[];
  /** Numbers: the decimal mark is worked out over the whole column. */
  readonly number?: boolean;
}

/** One row being read. Refusing does not throw: every fault of a row is named at once. */
export interface Row {
  readonly number: number;
  /** Trimmed text of a field, from its column or from the constant; empty where there is neither. */
  text(field: string): string;
  /** Undefined where the cell cannot be read (the row is then refused), null where it is blank. */
  figure(field: string): number | null | undefined;
  /** Values of a wide table, in the order of the mapping; the same rules as `figure`. */
  figures(): readonly { measure: MeasureColumn; value: number | null | undefined }[];
  refuse(field: string | MeasureColumn, reason: Reason): void;
  warn(field: string | MeasureColumn, reason: Reason): void;
  refused(): boolean;
}

export interface GuessedMeasure {
  readonly measure: string;
  readonly unit: string | null;
  readonly year: number | null;
  readonly period: string | null;
}

/** Whose import it is; every stored record points back at it, so that it can be undone as a unit. */
export interface ImportMark {
  readonly importId: string;
  readonly actor: string;
  readonly now: string;
}

export interface UndoMark {
  readonly actor: string;
  readonly now: string;
  readonly reason: string;
}

/**
 * A kind of table that comes in through the one door: columns, how a row is read, how records are
 * stored and taken back. A later module plugs its own in (server/modules.ts); screen, dry run,
 * refused-row file and undo come with it.
 */
export interface TableKind<R = unknown, T = unknown> {
  readonly name: string;
  readonly fields: readonly TableField[];
  /** Present where one row may hold values of several measures, each in a column of its own. */
  readonly wide?: {
    /** The field that holds the value in a long table; not needed where measures are mapped. */
    readonly insteadOf: readonly string[];
    readonly choices: readonly string[];
    guess(head: string): GuessedMeasure | undefined;
  };
  /** Everything `read` compares a row with; sees the rows, so that it can judge the file as a whole. */
  prepare(db: Db, table: OpenedTable): Promise<T>;
  read(row: Row, tools: T): readonly R[];
  /** Stores what was read and answers how many rows of the database that made. */
  store(db: Db, records: readonly R[], mark: ImportMark): Promise<number>;
  /** Takes back what one import stored; answers how many records that were. */
  undo(db: Db, importId: string, by: UndoMark): Promise<number>;
  /** How records look to the person who checks the dry run. Heads are messages `column.<name>`. */
  readonly preview: {
    readonly heads: readonly string[];
    row(record: R, tools: T): readonly GridCell[];
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the erased form every concrete kind fits into
export type AnyTableKind = TableKind<any, any>;

/** The rows under the head, with the mapping applied. */
export interface OpenedTable {
  readonly heads: readonly string[];
  readonly rows: readonly GridRow[];
  readonly mapping: TableMapping;
  /** Text of a field in a row, as `Row.text` would give it. */
  textOf(row: GridRow, field: string): string;
  markOf(column: number): DecimalMark | undefined;
}
