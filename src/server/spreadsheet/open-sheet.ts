import { open } from 'node:fs/promises';
import { openCsv } from './csv.ts';
import { unreadable } from './limits.ts';
import type { SheetFile, SheetRow } from './sheet-file.ts';
import { openXlsx } from './xlsx.ts';

/**
 * The one door for tables in files: opened by what they are, not by what they are called. Says nothing
 * about what the columns mean and keeps nothing: rows stream through in batches, under the caps of
 * limits.ts, and a file built to hurt is refused with a word that says how (`why.<word>`).
 */
export async function openSheetFile(path: string): Promise<SheetFile> {
  const head = await headOf(path);
  if (head.length === 0) throw unreadable('empty');
  const starts = (...bytes: number[]) => bytes.every((b, i) => head[i] === b);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return openXlsx(path);
  if (starts(0x50, 0x4b, 0x05, 0x06)) throw unreadable('empty');
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    // The old format and an encrypted new one share this box; the second names its contents.
    throw unreadable(head.includes('EncryptedPackage', 0, 'utf16le') ? 'encrypted' : 'xls');
  }
  if (starts(0x25, 0x50, 0x44, 0x46)) throw unreadable('pdf');
  if (starts(0x52, 0x61, 0x72, 0x21)) throw unreadable('rar');
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff)) throw unreadable('picture');
  const text = head.subarray(0, 1024).toString('latin1').trimStart().toLowerCase();
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table|meta)/.test(text)) throw unreadable('html');
  const utf16 = starts(0xff, 0xfe) || starts(0xfe, 0xff);
  if (!utf16 && isBinary(head.subarray(0, 4096))) throw unreadable('binary');
  return openCsv(path);
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(64 * 1024);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Control characters no table has; UTF-16 without a mark shows as every other byte zero. */
function isBinary(head: Buffer): boolean {
  let control = 0;
  let zero = 0;
  for (const byte of head) {
    if (byte === 0) zero++;
    else if (byte < 9 || (byte > 13 && byte < 32)) control++;
  }
  return control > head.length / 100 || (zero > 0 && zero < head.length / 4);
}

/** The first rows of a sheet, for looking at; reading stops there. */
export async function readFirstRows(
  file: SheetFile,
  sheet: number,
  limit: number,
): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of file.rows(sheet)) {
    rows.push(...batch.slice(0, limit - rows.length));
    if (rows.length >= limit) break;
  }
  return rows;
}
