import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjacencyOf, mutual, neighboursOf, subset, summarise } from './adjacency.ts';
import { alignGal, formatGal, parseGal } from './gal.ts';

const rowsOf = (text: string) => {
  const gal = parseGal(text);
  return Object.fromEntries(
    gal.ids.map((id, i) => [id, Array.from(neighboursOf(gal.adjacency, i), (j) => gal.ids[j])]),
  );
};
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
};

describe('.gal files', () => {
  test('both headers, islands with and without their empty line, neighbours over two lines', () => {
    const rows = { a: ['b', 'c'], b: ['a'], c: ['a'], d: [] };
    expect(rowsOf('0 4 peta kode\na 2\nb c\nb 1\na\nc 1\na\nd 0\n\n')).toEqual(rows);
    expect(rowsOf('4\r\na 2\r\nb\r\nc\r\nd 0\r\nb 1\r\na\r\nc 1\r\na')).toEqual(rows);
    expect(parseGal('0 1 "peta besar.shp" KODE\nx 0\n').idVariable).toBe('KODE');
    expect(rowsOf('0 1\nx 0\n')).toEqual({ x: [] });
  });

  test('ids with blanks are read quoted and unquoted', () => {
    const rows = { 'Kota Baru': ['Baru', 'Baru Kota'], Baru: ['Kota Baru'], 'Baru Kota': [] };
    const head = '0 3 peta nama\n';
    expect(
      rowsOf(`${head}Kota Baru 2\nBaru Baru Kota\nBaru 1\nKota Baru\nBaru Kota 0\n\n`),
    ).toEqual(rows);
    expect(
      rowsOf(`${head}"Kota Baru" 2\nBaru "Baru Kota"\nBaru 1\n"Kota Baru"\n"Baru Kota" 0\n\n`),
    ).toEqual(rows);
  });

  test('what cannot be meant is refused by name and line', () => {
    expect(codeOf(() => parseGal(' \n'))).toBe('gal-empty');
    expect(codeOf(() => parseGal('id,tetangga\n'))).toBe('gal-header');
    expect(codeOf(() => parseGal('0 2 p k\na 1\nz\nb 0\n'))).toBe('gal-unknown');
    expect(codeOf(() => parseGal('0 2 p k\na 0\n\na 0\n\n'))).toBe('gal-twice');
    expect(codeOf(() => parseGal('0 3 p k\na 0\n\nb 0\n\n'))).toBe('gal-count');
    expect(codeOf(() => parseGal('0 1 p k\na x\n'))).toBe('gal-record');
    expect(codeOf(() => parseGal('0 2 p k\na 1\na b\nb 0\n'))).toBe('gal-neighbours');
    expect(codeOf(() => parseGal('0 2 p k\nb 0\na 5\nb\n'))).toBe('gal-neighbours');
  });

  test('links to oneself and links written twice are counted and left out', () => {
    const gal = parseGal('2\na 3\na b b\nb 1\na\n');
    expect([gal.selfLinks, gal.repeated, gal.adjacency.to.length]).toEqual([1, 1, 2]);
  });

  test('rows follow the ids of the table; ids on one side only are refused', () => {
    const gal = parseGal('3\na 1\nb\nb 2\na c\nc 0\n');
    const aligned = alignGal(gal, ['c', 'b', 'a']);
    expect(Array.from(neighboursOf(aligned, 1))).toEqual([0, 2]);
    expect(codeOf(() => alignGal(gal, ['a', 'b', 'c', 'd']))).toBe('gal-without');
    expect(codeOf(() => alignGal(gal, ['a', 'b']))).toBe('gal-beyond');
  });

  test('what is written is read back', () => {
    const id = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('a b', 'a "b"', '"', '1', '0'),
    );
    const clean = id.filter((s) => !/[\r\n\u2028\u2029\u0085\v\f\ufeff]/.test(s) && s.trim() === s);
    fc.assert(
      fc.property(
        fc.uniqueArray(
          clean.filter((s) => !/\s{2}|[^\S ]/.test(s)),
          { minLength: 1, maxLength: 7 },
        ),
        fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 12 }),
        (ids, links) => {
          const lists = ids.map((_, i) =>
            links.filter(([a, b]) => a === i && b < ids.length).map(([, b]) => b),
          );
          const adjacency = adjacencyOf(lists);
          const gal = parseGal(formatGal(ids, adjacency, { file: 'p', idVariable: 'k' }));
          expect(gal.ids).toEqual(ids);
          expect(alignGal(gal, ids)).toEqual(adjacency);
        },
      ),
    );
  });
});

describe('adjacency', () => {
  const line = adjacencyOf([[1], [0, 2], [1], [], [3]]);

  test('islands, components and one-way links are counted', () => {
    const s = summarise(line);
    expect([s.areas, s.links, s.oneWay, s.islands, s.components]).toEqual([5, 5, 1, 1, 2]);
    expect(Array.from(s.componentOf)).toEqual([0, 0, 0, 1, 1]);
    expect([s.fewest, s.most, s.mean]).toEqual([0, 2, 1]);
  });

  test('one-way links become mutual; areas go with their links', () => {
    expect(summarise(mutual(line)).oneWay).toBe(0);
    expect(Array.from(neighboursOf(subset(line, [4, 2, 1]), 2))).toEqual([1]);
    expect(subset(line, [0, 2]).to.length).toBe(0);
  });
});
