import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseAddress } from '#engine/linkage/address.ts';
import { birthDateLevel, parseBirthDate } from '#engine/linkage/birth-date.ts';
import { examplePersons } from '#engine/linkage/example-persons.ts';
import { idLevel, normaliseId, readNikParts } from '#engine/linkage/id-number.ts';
import { normaliseName } from '#engine/linkage/person-name.ts';
import { damerauLevenshtein, jaro, jaroWinkler } from '#engine/linkage/text-similarity.ts';

/**
 * Pairs of Winkler's tables. Figures: R 4.2.2, stringdist 0.9.10, 1 − stringdist(a, b, "jw", p = 0),
 * the same with p = 0.1, and stringdist(a, b, "osa").
 */
const PAIRS = [
  ['MARTHA', 'MARHTA', 0.944444444444444, 0.961111111111111, 1],
  ['DIXON', 'DICKSONX', 0.766666666666667, 0.813333333333333, 4],
  ['DWAYNE', 'DUANE', 0.822222222222222, 0.84, 2],
  ['SHACKLEFORD', 'SHACKELFORD', 0.96969696969697, 0.981818181818182, 1],
  ['DUNNINGHAM', 'CUNNIGHAM', 0.896296296296296, 0.896296296296296, 2],
  ['NICHLESON', 'NICHULSON', 0.925925925925926, 0.955555555555556, 2],
  ['JONES', 'JOHNSON', 0.79047619047619, 0.832380952380952, 4],
  ['MASSEY', 'MASSIE', 0.888888888888889, 0.933333333333333, 2],
  ['ABROMS', 'ABRAMS', 0.888888888888889, 0.922222222222222, 1],
  ['HARDIN', 'MARTINEZ', 0.722222222222222, 0.722222222222222, 4],
  ['ITMAN', 'SMITH', 0.466666666666667, 0.466666666666667, 5],
  ['JERALDINE', 'GERALDINE', 0.925925925925926, 0.925925925925926, 1],
  ['MICHELLE', 'MICHAEL', 0.869047619047619, 0.921428571428571, 3],
  ['JULIES', 'JULIUS', 0.888888888888889, 0.933333333333333, 1],
  ['TANYA', 'TONYA', 0.866666666666667, 0.88, 1],
  ['SEAN', 'SUSAN', 0.783333333333333, 0.805, 2],
  ['JON', 'JOHN', 0.916666666666667, 0.933333333333333, 1],
  ['JON', 'JAN', 0.777777777777778, 0.8, 1],
  ['CRATE', 'TRACE', 0.733333333333333, 0.733333333333333, 2],
  ['JELLYFISH', 'SMELLYFISH', 0.896296296296296, 0.896296296296296, 2],
] as const;

/** The definition written out again, without bounds and without reused memory. */
function plainOsa(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => d[i]?.[j] as number;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? at(i - 2, j - 2) + 1
          : Infinity;
      const other = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      (d[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, other, swap);
    }
  }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom(...'ABCDE'), maxLength: 14 });

describe('likeness of strings', () => {
  test.each(PAIRS)('%s and %s as in R', (a, b, plain, winkler, edits) => {
    expect(jaro(a, b)).toBeCloseTo(plain, 14);
    expect(jaroWinkler(a, b)).toBeCloseTo(winkler, 14);
    expect(damerauLevenshtein(a, b)).toBe(edits);
  });

  test('is symmetric, within 0 and 1, and 1 for the same string only', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        for (const measure of [jaro, jaroWinkler]) {
          const value = measure(a, b);
          expect(value).toBe(measure(b, a));
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          expect(value === 1).toBe(a === b);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('edits are those of the plain definition, and a limit only cuts them', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 16 }), (a, b, limit) => {
        const edits = plainOsa(a, b);
        expect(damerauLevenshtein(a, b)).toBe(edits);
        expect(damerauLevenshtein(a, b, limit)).toBe(Math.min(edits, limit + 1));
      }),
      { numRuns: 2000 },
    );
  });

  test('of long strings needs no other memory', () => {
    const long = 'AB'.repeat(500);
    expect(jaroWinkler(long, `${long}C`)).toBeGreaterThan(0.99);
    expect(damerauLevenshtein(long, `${long}C`)).toBe(1);
    expect(jaroWinkler('MARTHA', 'MARHTA')).toBeCloseTo(0.961111111111111, 14);
  });
});

// Names, dates, numbers and addresses with every fault the example data know.
const rows = [
  ...examplePersons({ seed: 3, persons: 300, errors: 0.5, copied: 0.6 }),
  ...examplePersons({ seed: 4, persons: 100, errors: 0.5, copied: 0.6, form: 'western' }).map(
    (row) => ({
      name: `${row['given_name']} ${row['surname']}`,
      address: `${row['street_number']} ${row['address_1']} ${row['suburb']}`,
      birth_date: row['date_of_birth'] ?? '',
      nik: row['soc_sec_id'] ?? '',
    }),
  ),
];
const cells = (key: 'name' | 'address' | 'birth_date' | 'nik'): string[] =>
  rows.map((row) => row[key] ?? '').filter((text) => text.trim() !== '');

describe('fields of people', () => {
  test('names are normalised once and for all', () => {
    for (const text of cells('name')) {
      const tokens = normaliseName(text);
      expect(tokens.length, text).toBeGreaterThan(0);
      expect(normaliseName(tokens.join(' '))).toEqual(tokens);
      for (const token of tokens) expect(token).toMatch(/^[A-Z]+$/);
    }
  });

  test('so are addresses', () => {
    for (const text of cells('address')) {
      const tokens = normaliseAddress(text);
      expect(normaliseAddress(tokens.join(' ')), text).toEqual(tokens);
    }
  });

  test('anything at all can be read', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary' }), (a, b) => {
        for (const word of normaliseName(a)) expect(word).toMatch(/^[A-Z]+$/);
        for (const word of normaliseAddress(b)) expect(word).toMatch(/^[A-Z0-9]+$/);
        parseBirthDate(a);
        normaliseId(b);
      }),
    );
  });

  test('levels of dates and numbers are symmetric and strongest with themselves', () => {
    const dates = cells('birth_date').flatMap((text) => parseBirthDate(text) ?? []);
    const numbers = cells('nik').flatMap((text) => normaliseId(text) ?? []);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (i, j) => {
        const [a, b] = [dates[i % dates.length]!, dates[j % dates.length]!];
        expect(birthDateLevel(a, b)).toBe(birthDateLevel(b, a));
        expect(birthDateLevel(a, a)).toBeLessThan(2);
        const [c, d] = [numbers[i % numbers.length]!, numbers[j % numbers.length]!];
        expect(idLevel(c, d)).toBe(idLevel(d, c));
        expect(idLevel(c, c)).toBeLessThan(2);
      }),
      { numRuns: 1000 },
    );
  });

  // Checked against the day numbers of the proleptic calendar that the language itself keeps.
  test('day numbers of spreadsheets and NIK dates are the calendar’s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2200, max: 73_050 }), fc.boolean(), (serial, woman) => {
        const iso = new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
        const date = Number(iso.replaceAll('-', ''));
        expect(parseBirthDate(String(serial))).toBe(date);
        expect(parseBirthDate(iso)).toBe(date);
        const [year = '', month = '', day = ''] = iso.split('-');
        expect(parseBirthDate(`${day}/${month}/${year}`)).toBe(date);
        const nik = `990101${String(Number(day) + (woman ? 40 : 0)).padStart(2, '0')}${month}${year.slice(2)}0001`;
        expect(readNikParts(nik, date)).toEqual({ birthDate: date, sex: woman ? 'f' : 'm' });
      }),
    );
  });
});

describe('example people', () => {
  test('are the same for the same seed, and their truth holds', () => {
    const options = { seed: 9, persons: 500, copied: 0.4, most: 6, copies: 'zipf' } as const;
    const first = examplePersons(options);
    expect(examplePersons(options)).toEqual(first);
    expect(examplePersons({ ...options, seed: 10 })).not.toEqual(first);
    expect(new Set(first.map((row) => row['person'])).size).toBe(500);
    expect(new Set(first.map((row) => row['id'])).size).toBe(first.length);
    for (const row of first) {
      if (/^\d{16}$/.test(row['nik'] ?? '') && row['nik']?.startsWith('99')) continue;
      expect(row['nik']).not.toMatch(/^7\d{15}$/);
    }
  });

  test('without faults are equal to their copies in everything but the writing of the date', () => {
    const rows = examplePersons({ seed: 1, persons: 200, errors: 0, missing: 0, copied: 1 });
    const first = new Map<string, (typeof rows)[number]>();
    for (const row of rows) {
      const one = first.get(row['person'] as string);
      if (one === undefined) first.set(row['person'] as string, row);
      else {
        expect({ ...row, id: '', birth_date: '' }).toEqual({ ...one, id: '', birth_date: '' });
        expect(parseBirthDate(row['birth_date'] as string)).toBe(
          parseBirthDate(one['birth_date'] as string),
        );
      }
    }
  });

  test('in two files stand at most once in each', () => {
    const rows = examplePersons({ seed: 2, persons: 300, twoFiles: true, copied: 0.5 });
    for (const file of ['A', 'B']) {
      const people = rows.filter((row) => row['file'] === file).map((row) => row['person']);
      expect(new Set(people).size).toBe(people.length);
      expect(people.length).toBeGreaterThan(190);
      expect(people.length).toBeLessThan(210);
    }
  });
});
