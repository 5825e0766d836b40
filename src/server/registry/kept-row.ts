import type { LayoutCell } from '#domain/import-layout.ts';

/** A cell that survives JSON: dates are marked, everything else is itself. */
export type KeptCell = string | number | boolean | null | { d: string };

export const cellsForKeeping = (cells: readonly LayoutCell[]): KeptCell[] =>
  cells.map((c) => (c instanceof Date ? { d: c.toISOString() } : c));

export const cellFromKept = (cell: KeptCell): LayoutCell =>
  cell !== null && typeof cell === 'object' ? new Date(cell.d) : cell;
