import { InputError } from '#engine/stats/input-error.ts';
import { CommandError, EXIT } from '../command.ts';

/** `InputError` codes of shared engine files as sentences. {name} takes a detail of the error. */
const SHARED: Readonly<Record<string, string>> = {
  collinear: 'kolom ini dapat dihitung dari kolom lain; keluarkan salah satunya',
  'too-few-rows': 'barisnya terlalu sedikit: ada {rows}, perlu paling sedikit {needed}',
  'cluster-needed': 'perlu kolom klaster',
  'too-few-clusters': 'perlu paling sedikit dua klaster',
};

/**
 * The engine's refusal as a sentence with row and column. `where` says a row as the person sees it,
 * `columns` which column of the file has which role, `sentences` the codes of the method itself.
 */
export function refusal(
  error: unknown,
  where: (row: number) => string,
  columns: Readonly<Record<string, string | undefined>> = {},
  sentences: Readonly<Record<string, string>> = {},
): unknown {
  if (!(error instanceof InputError)) return error;
  const sentence = sentences[error.code] ?? SHARED[error.code];
  if (sentence === undefined) return error;
  const text = sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(error.details[name] ?? ''),
  );
  const column = error.role === undefined ? undefined : (columns[error.role] ?? error.role);
  const place = [
    error.row === undefined ? undefined : where(error.row),
    column === undefined ? undefined : `kolom "${column}"`,
  ].filter((part) => part !== undefined);
  return new CommandError(
    `${place.length > 0 ? `${place.join(', ')}: ` : ''}${text}.`,
    EXIT.badInput,
  );
}
