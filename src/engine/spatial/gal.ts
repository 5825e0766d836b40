import { InputError } from '../stats/input-error.ts';
import { type Adjacency, adjacencyOf, neighboursOf } from './adjacency.ts';

/** A `.gal` file of neighbours (GeoDa, PySAL, spdep). */
export interface Gal {
  readonly ids: readonly string[];
  /** Rows as in `ids`. */
  readonly adjacency: Adjacency;
  /** From the header `0 n file variable`; undefined where the header is `n` alone. */
  readonly idVariable: string | undefined;
  /** Links of an area to itself, and links written twice: left out of the adjacency. */
  readonly selfLinks: number;
  readonly repeated: number;
}

/**
 * Header `0 n file variable` or `n`, then for each area a line `id count` and a line with the ids of its
 * neighbours. An area without neighbours has count 0 and an empty line, which may be missing. Ids are
 * parted by blanks; an id with blanks stands in double quotes, or is recognised because an area of
 * that name has its own line. Neighbours may run over several lines.
 * @throws InputError gal-empty, gal-header, gal-record, gal-neighbours, gal-unknown, gal-twice, gal-count;
 *   details: line (from 1), text, and what was expected.
 */
export function parseGal(text: string): Gal {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const at = lines.findIndex((l) => l.trim() !== '');
  if (at < 0) throw new InputError('gal-empty');
  const { areas, idVariable } = headerOf(lines[at]!.trim(), at);
  const records = recordsOf(lines, at + 1);
  if (records.length !== areas)
    throw new InputError('gal-count', { details: { expected: areas, found: records.length } });
  const rowOf = new Map<string, number>();
  for (const [i, { id, line }] of records.entries()) {
    if (rowOf.has(id)) throw new InputError('gal-twice', { details: { line, id } });
    rowOf.set(id, i);
  }
  let [selfLinks, written] = [0, 0];
  const lists = records.map(({ id, count, line, words }, i) => {
    const names = namesOf(words, count, rowOf);
    if (names === undefined)
      throw new InputError('gal-neighbours', {
        details: { line, id, expected: count, found: words.length },
      });
    return names.map((name) => {
      const row = rowOf.get(name);
      if (row === undefined) throw new InputError('gal-unknown', { details: { line, id: name } });
      if (row === i) selfLinks++;
      written++;
      return row;
    });
  });
  const adjacency = adjacencyOf(lists);
  return {
    ids: records.map((r) => r.id),
    adjacency,
    idVariable,
    selfLinks,
    repeated: Math.max(0, written - selfLinks - adjacency.to.length),
  };
}

function headerOf(line: string, at: number): { areas: number; idVariable: string | undefined } {
  const whole = /^(\d+)$/.exec(line);
  if (whole) return { areas: Number(whole[1]), idVariable: undefined };
  const parts = /^0\s+(\d+)(?:\s+.*?)?(?:\s+("[^"]*"|\S+))?$/.exec(line);
  if (!parts) throw new InputError('gal-header', { details: { line: at + 1, text: short(line) } });
  return { areas: Number(parts[1]), idVariable: parts[2]?.replaceAll('"', '') };
}

interface Record {
  readonly id: string;
  readonly count: number;
  readonly line: number;
  readonly words: readonly string[];
}

function recordsOf(lines: readonly string[], from: number): Record[] {
  const records: Record[] = [];
  for (let l = from; l < lines.length; l++) {
    const text = lines[l]!.trim();
    if (text === '') continue;
    const head = /^(.+?)\s+(\d+)$/.exec(text);
    if (!head) throw new InputError('gal-record', { details: { line: l + 1, text: short(text) } });
    const [id, count, line] = [wordsOf(head[1]!).join(' '), Number(head[2]), l + 1];
    const words: string[] = [];
    while (words.length < count && l + 1 < lines.length) words.push(...wordsOf(lines[++l]!));
    records.push({ id, count, line, words });
  }
  return records;
}

const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"]|"")*)"|(\S+)/g)].map((m) =>
    m[1] === undefined ? m[2]! : m[1].replaceAll('""', '"'),
  );

/**
 * Exactly `count` ids out of the words. More words than that: words belong together where together
 * they are a known id, the longest first.
 */
function namesOf(
  words: readonly string[],
  count: number,
  known: ReadonlyMap<string, number>,
): readonly string[] | undefined {
  if (words.length === count) return words;
  const ways = new Map<number, readonly string[] | undefined>();
  const split = (from: number, left: number): readonly string[] | undefined => {
    if (from === words.length) return left === 0 ? [] : undefined;
    const key = from * (count + 1) + left;
    if (left === 0 || ways.has(key)) return ways.get(key);
    for (let to = words.length; to > from; to--) {
      const name = words.slice(from, to).join(' ');
      const rest = known.has(name) ? split(to, left - 1) : undefined;
      if (rest !== undefined) return [name, ...rest];
    }
    ways.set(key, undefined);
    return undefined;
  };
  return words.length < count ? undefined : split(0, count);
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

export function formatGal(
  ids: readonly string[],
  adjacency: Adjacency,
  { file, idVariable }: { readonly file: string; readonly idVariable: string },
): string {
  const words = ids.map(quoted);
  const rows = words.map((id, i) => {
    const row = neighboursOf(adjacency, i);
    return `${id} ${row.length}\n${Array.from(row, (j) => words[j]).join(' ')}\n`;
  });
  return `0 ${ids.length} ${quoted(file)} ${quoted(idVariable)}\n${rows.join('')}`;
}

const quoted = (word: string): string =>
  /[\s"]/.test(word) || word === '' ? `"${word.replaceAll('"', '""')}"` : word;

/**
 * The adjacency in the order of `ids`, which must be the ids of the file, each once.
 * @throws InputError gal-without (row: an id without a line in the file), gal-beyond (ids of the file that
 *   are not among `ids`; details: number, examples).
 */
export function alignGal(gal: Gal, ids: readonly string[]): Adjacency {
  const place = new Map(ids.map((id, i) => [id, i]));
  const rowOf = new Map(gal.ids.map((id, i) => [id, i]));
  const missing = ids.findIndex((id) => !rowOf.has(id));
  if (missing >= 0)
    throw new InputError('gal-without', {
      row: missing,
      role: 'id',
      details: { id: ids[missing]!, number: ids.filter((id) => !rowOf.has(id)).length },
    });
  const beyond = gal.ids.filter((id) => !place.has(id));
  if (beyond.length > 0)
    throw new InputError('gal-beyond', {
      details: { number: beyond.length, examples: beyond.slice(0, 5).join(', ') },
    });
  return adjacencyOf(
    ids.map((id) =>
      Array.from(neighboursOf(gal.adjacency, rowOf.get(id)!), (j) => place.get(gal.ids[j]!)!),
    ),
  );
}
