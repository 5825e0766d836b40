/**
 * Data a method cannot work with. `code` is a stable word that the one who asked turns into a sentence
 * (src/cli/analyse/refusals.ts does); `row` counts from 0, `role` is the name of the input it is about.
 */
export class InputError extends Error {
  readonly code: string;
  readonly row: number | undefined;
  readonly role: string | undefined;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(
    code: string,
    at: { row?: number; role?: string; details?: Readonly<Record<string, string | number>> } = {},
  ) {
    const where = [
      at.role,
      at.row === undefined ? undefined : `row ${at.row}`,
      at.details && JSON.stringify(at.details),
    ];
    super([code, ...where.filter((w) => w !== undefined)].join(', '));
    this.name = 'InputError';
    this.code = code;
    this.row = at.row;
    this.role = at.role;
    this.details = at.details ?? {};
  }
}
