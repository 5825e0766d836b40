import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError, EXIT } from './command.ts';

/** A relative path means: from where the person stands, also under `npm start`. */
export const fromHere = (path: string): string =>
  resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

/** A file somebody named to be read: there, and not a folder. */
export function fileHere(given: string): string {
  const path = fromHere(given);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new CommandError(`${path} tidak ada.`, EXIT.noInput);
  if (!found.isFile()) throw new CommandError(`${path} bukan berkas.`, EXIT.noInput);
  return path;
}
