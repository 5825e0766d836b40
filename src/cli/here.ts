import { statSync, writeFileSync } from 'node:fs';
import { extname, join, parse, resolve } from 'node:path';
import type { FileReply } from '#api/operation.ts';
import { CommandError, EXIT } from './command.ts';

/** A relative path means: from where the person stands, also under `npm start`. */
export const fromHere = (path: string): string =>
  resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

/**
 * Writes what the server gave under the name somebody chose, with the ending its content has: rows
 * refused from one file come back as a table of the same or another kind. Answers where it stands.
 */
export function writeHere(given: string, file: FileReply): string {
  const ending = extname(file.filename);
  const path = fromHere(given);
  const { dir, name, ext } = parse(path);
  const target = ext.toLowerCase() === ending ? path : join(dir, `${name}${ending}`);
  writeFileSync(target, file.body);
  return target;
}

/** A file somebody named to be read: there, and not a folder. */
export function fileHere(given: string): string {
  const path = fromHere(given);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new CommandError(`${path} tidak ada.`, EXIT.noInput);
  if (!found.isFile()) throw new CommandError(`${path} bukan berkas.`, EXIT.noInput);
  return path;
}
