import { readFile } from 'node:fs/promises';
import type { Adjacency } from '#engine/spatial/adjacency.ts';
import { alignGal, parseGal } from '#engine/spatial/gal.ts';
import { CommandError, EXIT } from '../command.ts';
import { fileHere } from '../here.ts';
import { refusal } from './refusals.ts';

const SENTENCES = {
  'gal-empty': 'berkas .gal kosong',
  'gal-header': 'baris {line}: "{text}" bukan kepala .gal; seharusnya "0 n berkas kolom" atau "n"',
  'gal-record': 'baris {line}: "{text}" bukan "kode banyaknya-tetangga"',
  'gal-neighbours': 'baris {line}: {id} menyebut {expected} tetangga, yang tertulis {found}',
  'gal-unknown': 'baris {line}: tetangga "{id}" tidak punya barisnya sendiri di berkas .gal',
  'gal-twice': 'baris {line}: {id} sudah ada di atas',
  'gal-count': 'kepala .gal menyebut {expected} wilayah, isinya {found}',
  'gal-without': '"{id}" tidak ada di berkas .gal ({number} kode seperti itu)',
  'gal-beyond': '{number} kode berkas .gal tidak ada di data: {examples}',
};

/**
 * Neighbours from a `.gal` file in the order of `ids`, with what must be said about it. `where` and
 * `idColumn` name a row and the column of the ids in refusals.
 */
export async function readGal(
  given: string,
  ids: readonly string[],
  where: (row: number) => string,
  idColumn: string,
): Promise<{ readonly adjacency: Adjacency; readonly warnings: readonly string[] }> {
  const text = await readFile(fileHere(given), 'utf8');
  try {
    const gal = parseGal(text);
    const adjacency = alignGal(gal, ids);
    const warnings: string[] = [];
    if (gal.selfLinks > 0)
      warnings.push(`${given}: ${gal.selfLinks} tetangga dirinya sendiri dilewati.`);
    if (gal.repeated > 0) warnings.push(`${given}: ${gal.repeated} tetangga tertulis dua kali.`);
    return { adjacency, warnings };
  } catch (error) {
    const said = refusal(error, where, { id: idColumn }, SENTENCES);
    throw said instanceof CommandError
      ? new CommandError(`${given}: ${said.message}`, EXIT.badInput)
      : said;
  }
}
