import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { hostile, LIMITS } from './limits.ts';
import type { Cell, SheetFile, SheetRow } from './sheet-file.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Text tables as offices make them: any of four delimiters, quotes, `sep=;` on top, UTF-8, UTF-16 or
 * Windows-1252. Our own reader because a quote that is never closed must end the reading, where the
 * usual one starts over with everything it has at every chunk.
 */
export async function openCsv(path: string): Promise<SheetFile> {
  const { size } = await stat(path);
  const encoding = await findEncoding(path);
  const head = new TextDecoder(encoding).decode(await firstBytes(path, 256 * 1024));
  const delimiter = findDelimiter(head);
  let share = 0;
  return {
    format: 'csv',
    sheets: [{ name: '', hidden: false }],
    share: () => share,
    rows: () =>
      readRows(path, encoding, delimiter, (bytes) => {
        share = size === 0 ? 1 : bytes / size;
      }),
    close: async () => {},
  };
}

async function firstBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function findEncoding(path: string): Promise<Encoding> {
  const head = await firstBytes(path, 4096);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  let even = 0;
  let odd = 0;
  for (let i = 0; i < head.length; i++) if (head[i] === 0) i % 2 === 0 ? even++ : odd++;
  if (odd > head.length / 4) return 'utf-16le';
  if (even > head.length / 4) return 'utf-16be';
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = Buffer.concat([tail, chunk as Buffer]);
    const cut = lastWholeCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, cut))) return 'windows-1252';
    tail = bytes.subarray(cut);
  }
  return tail.length === 0 ? 'utf-8' : 'windows-1252';
}

/** Where the last complete UTF-8 character ends. */
function lastWholeCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return need > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The delimiter that cuts the first lines into the same number of cells, the more the better. */
export function findDelimiter(head: string): string {
  const told = /^\ufeff?sep=(.)\r?\n/.exec(head)?.[1];
  if (told !== undefined) return told;
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const rows: Cell[][] = [];
    const parser = parseCsv(delimiter, (cells) => {
      if (cells.length > 0) rows.push(cells);
    });
    try {
      parser.write(head.slice(0, 200_000));
    } catch {
      continue;
    }
    const counts = new Map<number, number>();
    for (const row of rows.slice(0, 200)) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    for (const [width, n] of counts) {
      const score = width < 2 ? 0 : n * Math.min(width, 40);
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
}

interface CsvParser {
  write(text: string): void;
  end(): void;
}

/** Calls `onRow` for every line; blank lines come as an empty row, so that numbers stay true. */
export function parseCsv(delimiter: string, onRow: (cells: Cell[]) => void): CsvParser {
  let rest = '';

  function write(text: string, last = false): void {
    const all = rest + text;
    let at = 0;
    while (at < all.length) {
      const end = all.indexOf('\n', at);
      const quote = all.indexOf('"', at);
      if (end < 0 && !last) break;
      const stop = end < 0 ? all.length : end;
      if (quote < 0 || quote > stop) {
        const line =
          all.charCodeAt(stop - 1) === 13 ? all.slice(at, stop - 1) : all.slice(at, stop);
        onRow(plainCells(line, delimiter));
        at = stop + 1;
      } else {
        const next = quotedRow(all, at, last);
        if (next < 0) break;
        at = next;
      }
    }
    rest = all.slice(at);
    if (rest.length > LIMITS.cellLength * 8) throw hostile('quote-never-closed');
  }

  function quotedRow(all: string, from: number, last: boolean): number {
    const cells: Cell[] = [];
    let at = from;
    for (;;) {
      let cell = '';
      if (all[at] === '"') {
        for (;;) {
          const close = all.indexOf('"', at + 1);
          if (close < 0) {
            if (last) throw hostile('quote-never-closed');
            return -1;
          }
          cell += all.slice(at + 1, close);
          at = close + 1;
          if (at >= all.length && !last) return -1;
          if (all[at] !== '"') break;
          cell += '"';
        }
      }
      // Text after a closing quote, or a cell without quotes: up to the delimiter or the line's end.
      const end = all.indexOf('\n', at);
      if (end < 0 && !last) return -1;
      const stop = end < 0 ? all.length : end;
      const cut = all.indexOf(delimiter, at);
      const ends = cut < 0 || cut > stop;
      const tail = all.slice(at, ends ? stop : cut);
      cell += ends && tail.endsWith('\r') ? tail.slice(0, -1) : tail;
      if (cell.length > LIMITS.cellLength) throw hostile('cell-too-long');
      cells.push(cell === '' ? null : cell);
      if (ends) {
        onRow(cells);
        return stop + 1;
      }
      at = cut + delimiter.length;
    }
  }

  return {
    write: (text) => write(text),
    end: () => {
      if (rest !== '') write('', true);
    },
  };
}

function plainCells(line: string, delimiter: string): Cell[] {
  if (line === '') return [];
  const cells: Cell[] = line.split(delimiter);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as string;
    if (cell === '') cells[i] = null;
    else if (cell.length > LIMITS.cellLength) throw hostile('cell-too-long');
  }
  return cells;
}

async function* readRows(
  path: string,
  encoding: Encoding,
  delimiter: string,
  onBytes: (bytes: number) => void,
): AsyncIterable<readonly SheetRow[]> {
  let batch: SheetRow[] = [];
  let number = 0;
  const parser = parseCsv(delimiter, (cells) => {
    number++;
    if (number === 1 && cells.length === 1 && /^sep=.$/.test(String(cells[0]))) return;
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
    if (cells.length === 0) return;
    if (number > LIMITS.rows) throw hostile('too-many-rows');
    if (cells.length > LIMITS.columns) throw hostile('too-many-columns');
    batch.push({ number, cells });
  });
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    bytes += (chunk as Buffer).length;
    onBytes(bytes);
    parser.write(decoder.decode(chunk as Buffer, { stream: true }));
    if (batch.length === 0) continue;
    const full = batch;
    batch = [];
    yield full;
  }
  parser.write(decoder.decode());
  parser.end();
  if (batch.length > 0) yield batch;
}
