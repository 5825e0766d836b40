import { resolve } from 'node:path';

/** A relative path means: from where the person stands, also under `npm start`. */
export const fromHere = (path: string): string =>
  resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
