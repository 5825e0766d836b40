import { hostile, LIMITS } from './limits.ts';
import { decodeText, scanXml } from './xml.ts';

/** The texts of a workbook by number. */
export interface SharedStrings {
  get(index: number): string | null;
}

const BLOCK = 1024 * 1024;
/** Words such as YA and KABUPATEN come first and come back on every row. */
const REMEMBERED = 4096;

/**
 * Texts are kept as bytes in blocks, with an offset each: 400,000 texts of a 170,000-row file take
 * 14 MB where as many JavaScript strings take ten times that.
 */
export async function readSharedStrings(chunks: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const blocks: Buffer[] = [];
  let used = BLOCK;
  let bytes = 0;
  let starts = new Float64Array(1024);
  let lengths = new Uint32Array(1024);
  let count = 0;

  function add(text: string): void {
    if (count >= LIMITS.sharedStrings) throw hostile('too-many-strings');
    const length = Buffer.byteLength(text);
    bytes += length;
    if (bytes > LIMITS.sharedBytes) throw hostile('too-many-strings');
    if (used + length > BLOCK) {
      blocks.push(Buffer.allocUnsafeSlow(BLOCK));
      used = 0;
    }
    if (count === starts.length) {
      starts = grown(starts, new Float64Array(count * 2));
      lengths = grown(lengths, new Uint32Array(count * 2));
    }
    blocks[blocks.length - 1]?.write(text, used);
    starts[count] = (blocks.length - 1) * BLOCK + used;
    lengths[count] = length;
    used += length;
    count++;
  }

  await scanStrings(chunks, add);
  const remembered = new Array<string | undefined>(Math.min(count, REMEMBERED));
  const decode = (index: number): string => {
    const start = starts[index] ?? 0;
    const block = blocks[Math.floor(start / BLOCK)];
    const from = start % BLOCK;
    return block?.toString('utf8', from, from + (lengths[index] ?? 0)) ?? '';
  };
  return {
    get(index) {
      if (!(index >= 0 && index < count)) return null;
      if (index >= REMEMBERED) return decode(index);
      const text = remembered[index] ?? decode(index);
      remembered[index] = text;
      return text;
    },
  };
}

function grown<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** `<si>` holds one text, or runs of rich text; phonetic readings (`rPh`) are not part of it. */
async function scanStrings(
  chunks: AsyncIterable<Buffer>,
  add: (text: string) => void,
): Promise<void> {
  let text = '';
  let inText = false;
  let phonetic = false;
  const scanner = scanXml({
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') add(text);
    },
    text(raw) {
      text += decodeText(raw);
      if (text.length > LIMITS.cellLength) throw hostile('cell-too-long');
    },
    wantsText: () => inText,
  });
  for await (const chunk of chunks) scanner.write(chunk);
  scanner.end();
}
