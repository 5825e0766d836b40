import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { hostile, LIMITS, unreadable } from './limits.ts';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** An archive on disk, read through its central directory only: what is not listed there does not exist. */
export interface ZipFile {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Unzipped chunks of one part, under the caps of LIMITS. `onPacked` hears how far it has read. */
  read(entry: ZipEntry, onPacked?: (bytes: number) => void): AsyncIterable<Buffer>;
  /** A small part as text. */
  text(entry: ZipEntry): Promise<string>;
  close(): Promise<void>;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;

export async function openZip(path: string): Promise<ZipFile> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const entries = await readDirectory(file, size);
    refuseOverlap(entries);
    const byName = new Map(entries.map((e) => [e.name, e]));
    if (byName.size !== entries.length) throw hostile('overlapping-entries');
    return {
      entries: byName,
      read: (entry, onPacked) => readEntry(path, file, entry, onPacked),
      async text(entry) {
        const chunks: Buffer[] = [];
        let bytes = 0;
        for await (const chunk of readEntry(path, file, entry)) {
          bytes += chunk.length;
          if (bytes > LIMITS.smallPartBytes) throw hostile('part-too-large');
          chunks.push(chunk);
        }
        return Buffer.concat(chunks).toString('utf8');
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw unreadable('truncated');
  return buffer;
}

async function readDirectory(file: FileHandle, size: number): Promise<ZipEntry[]> {
  const tailBytes = Math.min(size, 65_557);
  const tail = await bytesAt(file, size - tailBytes, tailBytes);
  let at = -1;
  for (let i = tail.length - 22; i >= 0; i--) {
    if (tail.readUInt32LE(i) === END) {
      at = i;
      break;
    }
  }
  if (at < 0) throw unreadable('truncated');
  let count = tail.readUInt16LE(at + 10);
  let bytes = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR_64) {
    const end = await bytesAt(file, Number(tail.readBigUInt64LE(at - 20 + 8)), 56);
    if (end.readUInt32LE(0) !== END_64) throw unreadable('damaged');
    count = Number(end.readBigUInt64LE(32));
    bytes = Number(end.readBigUInt64LE(40));
    offset = Number(end.readBigUInt64LE(48));
  }
  if (count > LIMITS.entries || bytes > LIMITS.directoryBytes) throw hostile('too-many-entries');
  if (offset + bytes > size) throw unreadable('truncated');
  return parseDirectory(await bytesAt(file, offset, bytes), count);
}

function parseDirectory(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let unzipped = 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL)
      throw unreadable('damaged');
    const flags = directory.readUInt16LE(at + 8);
    if ((flags & 0x41) !== 0) throw unreadable('encrypted');
    const nameBytes = directory.readUInt16LE(at + 28);
    const extraBytes = directory.readUInt16LE(at + 30);
    const commentBytes = directory.readUInt16LE(at + 32);
    if (at + 46 + nameBytes + extraBytes > directory.length) throw unreadable('damaged');
    const extra = directory.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes);
    const entry = withLargeSizes(
      {
        name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
        method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
      },
      extra,
    );
    unzipped += entry.size;
    if (unzipped > LIMITS.unzippedBytes) throw hostile('unzipped-too-large');
    if (isTooDense(entry.size, entry.packed)) throw hostile('ratio');
    entries.push(entry);
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

/** ZIP64: a field that holds 0xffffffff has its value in the extra block, in this order. */
function withLargeSizes(entry: ZipEntry, extra: Buffer): ZipEntry {
  const large = { ...entry };
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    if (id === 1) {
      let from = at + 4;
      for (const key of ['size', 'packed', 'offset'] as const) {
        if (entry[key] !== 0xffffffff || from + 8 > extra.length) continue;
        large[key] = Number(extra.readBigUInt64LE(from));
        from += 8;
      }
    }
    at += 4 + length;
  }
  return large;
}

const isTooDense = (size: number, packed: number): boolean =>
  size > LIMITS.ratioFromBytes && size > packed * LIMITS.ratio;

/** Parts that share bytes are how a small archive holds a large one many times. */
function refuseOverlap(entries: readonly ZipEntry[]): void {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const entry of sorted) {
    if (entry.offset < end) throw hostile('overlapping-entries');
    end = entry.offset + LOCAL_BYTES + entry.packed;
  }
}

async function* readEntry(
  path: string,
  file: FileHandle,
  entry: ZipEntry,
  onPacked?: (bytes: number) => void,
): AsyncIterable<Buffer> {
  const head = await bytesAt(file, entry.offset, LOCAL_BYTES);
  if (head.readUInt32LE(0) !== LOCAL) throw unreadable('damaged');
  const from = entry.offset + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (entry.packed === 0) {
    if (entry.size > 0) throw hostile('lying-sizes');
    return;
  }
  const packed = createReadStream(path, {
    start: from,
    end: from + entry.packed - 1,
    highWaterMark: 256 * 1024,
  });
  let packedBytes = 0;
  packed.on('data', (chunk) => {
    packedBytes += chunk.length;
    onPacked?.(packedBytes);
  });
  if (entry.method !== 0 && entry.method !== 8) throw unreadable('damaged');
  const plain =
    entry.method === 0
      ? packed
      : pipeline(packed, createInflateRaw({ chunkSize: 256 * 1024 }), () => {});
  let bytes = 0;
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > entry.size) throw hostile('lying-sizes');
      if (isTooDense(bytes, entry.packed)) throw hostile('ratio');
      yield chunk;
    }
  } catch (error) {
    throw isInflateError(error) ? unreadable('truncated') : error;
  } finally {
    packed.destroy();
  }
  if (bytes !== entry.size) throw hostile('lying-sizes');
}

const isInflateError = (error: unknown): boolean =>
  /^Z_/.test(String((error as { code?: unknown }).code ?? ''));
