import type { ParseArgsConfig } from 'node:util';
import type { Parallel } from '#engine/stats/parallel.ts';
import type { Exit } from '../command.ts';

/** One method on plain files: `titik-temu analyse <name> …`. */
export interface Analysis {
  readonly name: string;
  readonly summary: string;
  /** Indonesian, with a description of every option, every output column and an example. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** What --format allows besides csv and json; the method writes it as `text`. */
  readonly formats?: readonly string[];
  run(request: AnalysisRequest): Promise<Answer>;
}

export interface AnalysisRequest {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  /** From --seed; 1 unless said. */
  readonly seed: number;
  readonly parallel: Parallel;
  /** A line for people, on stderr at once. */
  readonly say: (line: string) => void;
}

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

export interface Answer {
  /** One line for stderr: what was done and what was assumed, in Indonesian. */
  readonly done: string;
  /** Further lines for stderr that must not be missed. */
  readonly warnings?: readonly string[];
  /** Single results; they are in the JSON only, so what matters must be in a table too. */
  readonly summary?: Readonly<Record<string, unknown>>;
  /** The first is the one written as CSV unless --table names another. Keys are snake_case. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  /** Instead of CSV or JSON: a file in the method's own format (`.gal`, GeoJSON). */
  readonly text?: string;
  /** EXIT.refused where the answer is no; 0 unless said. */
  readonly exit?: Exit;
}
