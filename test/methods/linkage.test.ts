import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneToMany, oneToOne } from '#engine/linkage/assignment.ts';
import { clusterRecords } from '#engine/linkage/clusters.ts';
import { type ExampleRow, examplePersons } from '#engine/linkage/example-persons.ts';
import type { FieldKind, LinkField, Owner } from '#engine/linkage/link-fields.ts';
import { type Linkage, linkRecords } from '#engine/linkage/link-records.ts';
import { fitMixture } from '#engine/linkage/mixture.ts';
import type { MixtureField } from '#engine/linkage/mixture-parts.ts';
import { scoreLinks } from '#engine/linkage/score-links.ts';
import { chooseThresholds } from '#engine/linkage/thresholds.ts';
import { oneByOne } from '#engine/stats/parallel.ts';
import { seededRandom, shuffle } from '#engine/stats/random.ts';
import { openParallel } from '#server/parallel.ts';

const ROLES: Readonly<Record<string, readonly [FieldKind, Owner]>> = {
  name: ['name', 'person'],
  birth_date: ['date', 'person'],
  sex: ['category', 'open'],
  nik: ['code', 'person'],
  kk: ['code', 'household'],
  address: ['address', 'household'],
  village: ['region', 'household'],
  phone: ['code', 'open'],
};
const WITHOUT_PHONE = Object.keys(ROLES).filter((role) => role !== 'phone');

function fieldsOf(rows: readonly ExampleRow[], roles = WITHOUT_PHONE): LinkField[] {
  return roles.map((role) => {
    const [kind, owner] = ROLES[role] as readonly [FieldKind, Owner];
    return { role, kind, owner, texts: rows.map((row) => row[role] ?? '') };
  });
}

function find(
  rows: readonly ExampleRow[],
  options: { roles?: string[]; split?: number; relation?: 'one-to-one'; seed?: number } = {},
): Promise<Linkage> {
  return linkRecords({
    fields: fieldsOf(rows, options.roles),
    ids: rows.map((row) => row['id'] as string),
    split: options.split ?? rows.length,
    ...(options.relation ? { relation: options.relation } : {}),
    seed: options.seed ?? 1,
    parallel: oneByOne,
  });
}

const pairNames = (linkage: Linkage, rows: readonly ExampleRow[]): string[] =>
  linkage.pairs
    .filter((p) => p.linked)
    .map((p) => [rows[p.a]?.['id'], rows[p.b]?.['id']].sort().join('–'))
    .sort();

describe('The mixture', () => {
  /** Four fields of two levels drawn from known classes; no household. */
  const M = [0.95, 0.9, 0.92, 0.85];
  const U = [0.02, 0.1, 0.05, 0.2];
  const SAME = 0.01;
  const levels = new Uint8Array(16 * 4);
  const expected = new Float64Array(16);
  for (let p = 0; p < 16; p++) {
    let [m, u] = [SAME, 1 - SAME];
    for (let f = 0; f < 4; f++) {
      const agrees = (p >> f) & 1;
      levels[p * 4 + f] = 1 + agrees;
      m *= agrees ? (M[f] as number) : 1 - (M[f] as number);
      u *= agrees ? (U[f] as number) : 1 - (U[f] as number);
    }
    expected[p] = 1_000_000 * (m + u);
  }
  const fields: MixtureField[] = U.map(() => ({
    owner: 'person',
    kind: 'date',
    levels: [
      { name: 'missing', type: 'missing' },
      { name: 'different', type: 'different' },
      { name: 'near', type: 'near' },
    ],
    exactPairs: new Float64Array(3),
  }));
  const fit = fitMixture(
    fields,
    { levels, found: expected, unfound: new Float64Array(16) },
    2000,
    1,
  );

  it('finds the m and u it was made with (exact expected counts, 1,000,000 pairs)', () => {
    fit.fields.forEach((field, f) => {
      expect(field.m[2]).toBeCloseTo(M[f] as number, 2);
      expect(field.u[2]).toBeCloseTo(U[f] as number, 3);
    });
    expect(fit.same).toBeCloseTo(SAME, 3);
    expect(fit.converged).toBe(true);
  });

  it('gives P(same) by the theorem of Bayes on its own estimates', () => {
    for (let p = 0; p < 16; p++) {
      let [m, u] = [fit.same, 1 - fit.same];
      fit.fields.forEach((field, f) => {
        m *= field.m[levels[p * 4 + f] as number] as number;
        u *= field.u[levels[p * 4 + f] as number] as number;
      });
      expect(fit.probability[p]).toBeCloseTo(m / (m + u), 10);
    }
  });

  it('takes nothing from a value that is not known', () => {
    const known = fit.logOdds([2, 2, 0, 0]);
    const weight = (f: number) =>
      Math.log((fit.fields[f]?.m[2] as number) / (fit.fields[f]?.u[2] as number));
    expect(known).toBeCloseTo(Math.log(fit.same / (1 - fit.same)) + weight(0) + weight(1), 10);
  });
});

describe('Thresholds', () => {
  it('are at half the best expected F1 (Lipton, Elkan & Naryanaswamy 2014, theorem 1)', () => {
    const probability = Float64Array.from({ length: 101 }, (_, k) => k / 100);
    const pairs = new Float64Array(101).fill(10);
    const truth = probability.reduce((sum, p) => sum + 10 * p, 0);
    const { link, expectedF1 } = chooseThresholds(probability, pairs, truth);
    expect(link).toBeCloseTo(expectedF1 / 2, 12);
    let best = 0;
    for (let t = 0; t <= 100; t++) {
      const above = probability.filter((p) => p >= t / 100);
      const right = above.reduce((sum, p) => sum + 10 * p, 0);
      best = Math.max(best, (2 * right) / (10 * above.length + truth));
    }
    expect(expectedF1).toBeCloseTo(best, 12);
  });
});

describe('Partners', () => {
  it('are the best of all ways to pair (all ways tried)', () => {
    const gains = fc.array(
      fc.record({ i: fc.nat(3), j: fc.nat(3), gain: fc.integer({ min: 1, max: 50 }) }),
      {
        minLength: 1,
        maxLength: 9,
      },
    );
    fc.assert(
      fc.property(gains, (drawn) => {
        const options = [...new Map(drawn.map((o) => [`${o.i}/${o.j}`, o])).values()];
        const total = (taken: readonly number[]) =>
          taken.reduce((sum, o) => sum + (options[o]?.gain as number), 0);
        const allowed = (taken: readonly number[]) =>
          new Set(taken.map((o) => options[o]?.i)).size === taken.length &&
          new Set(taken.map((o) => options[o]?.j)).size === taken.length;
        let best = 0;
        for (let set = 0; set < 1 << options.length; set++) {
          const taken = options.map((_, o) => o).filter((o) => (set >> o) & 1);
          if (allowed(taken)) best = Math.max(best, total(taken));
        }
        const taken = oneToOne(options);
        expect(allowed(taken)).toBe(true);
        expect(total(taken)).toBe(best);
        const many = oneToMany(options);
        expect(new Set(many.map((o) => options[o]?.j)).size).toBe(many.length);
      }),
    );
  });

  it('give way where that pairs more: 1–1 at 10, 1–2 at 9, 2–1 at 8', () => {
    const options = [
      { i: 1, j: 1, gain: 10 },
      { i: 1, j: 2, gain: 9 },
      { i: 2, j: 1, gain: 8 },
    ];
    expect(oneToOne(options).sort()).toEqual([1, 2]);
  });
});

describe('Clusters', () => {
  const none = () => -20;
  it('do not hang on one bridge between people known to differ', () => {
    const pairs = [
      { i: 0, j: 1, logOdds: 9 },
      { i: 2, j: 3, logOdds: 9 },
      { i: 1, j: 2, logOdds: 1 },
    ];
    expect([...clusterRecords(4, pairs, 0, none)]).toEqual([0, 0, 2, 2]);
  });

  it('take in a record that most of the others vouch for', () => {
    const pairs = [
      { i: 0, j: 1, logOdds: 9 },
      { i: 0, j: 2, logOdds: 5 },
      { i: 1, j: 2, logOdds: -1 },
    ];
    expect([...clusterRecords(3, pairs, 0, none)]).toEqual([0, 0, 0]);
  });
});

describe('A score', () => {
  it('counts as a hand would: 3 true pairs, 2 of 3 linked right', () => {
    const pair = (a: number, b: number, probability: number, linked: boolean) => ({
      a,
      b,
      probability,
      linked,
      decision: probability > 0.9 ? 'automatic' : 'review',
    });
    const score = scoreLinks(
      [
        pair(0, 1, 0.99, true),
        pair(2, 3, 0.8, true),
        pair(0, 3, 0.6, true),
        pair(4, 5, 0.2, false),
      ],
      ['x', 'x', 'y', 'y', 'z', 'z', ''],
      7,
    );
    expect(score).toMatchObject({
      truePairs: 3,
      precision: 2 / 3,
      recall: 2 / 3,
      f1: 2 / 3,
      automaticPrecision: 1,
      bestF1: 6 / 7,
      bestThreshold: 0.2,
    });
  });
});

describe('Linking people', () => {
  const rows = examplePersons({ seed: 5, persons: 250 });
  const truth = rows.map((row) => row['person'] as string);

  it('reaches within 0.002 of the best threshold, and 0.97 precision without a look', async () => {
    for (const options of [
      { seed: 5, persons: 400 },
      { seed: 6, persons: 500, errors: 0.2 },
      { seed: 7, persons: 400, copied: 0.6, most: 4 },
    ]) {
      const set = examplePersons(options);
      const found = await find(set);
      const score = scoreLinks(
        found.pairs,
        set.map((r) => r['person'] as string),
        set.length,
      );
      expect(score.f1).toBeGreaterThanOrEqual((score.bestF1 as number) - 0.002);
      expect(score.automaticPrecision).toBeGreaterThanOrEqual(0.97);
    }
  });

  it('takes no town for a household where dates are often wholly wrong and nobody has a family', async () => {
    const random = seededRandom(21);
    const towns = ['KENDARI', 'BAUBAU', 'KOLAKA', 'RAHA', 'UNAAHA'];
    const set = examplePersons({
      seed: 21,
      persons: 60,
      families: false,
      copied: 0.9,
      most: 9,
    }).map((row) => ({
      ...row,
      village: towns[Number(row['person']?.slice(1)) % 5] as string,
      birth_date:
        random.next() < 0.3 ? `${1950 + Math.floor(60 * random.next())}-06-17` : row['birth_date'],
    })) as ExampleRow[];
    const found = await find(set, { roles: ['name', 'birth_date', 'village', 'phone'] });
    const truth = set.map((row) => row['person'] as string);
    const score = scoreLinks(found.pairs, truth, set.length);
    expect(score.f1).toBeGreaterThanOrEqual((score.bestF1 as number) - 0.002);
    expect(score.f1).toBeGreaterThan(0.98);
    expect(score.automaticPrecision).toBeGreaterThanOrEqual(0.97);
  });

  it('finds next to nobody twice where nobody is there twice', async () => {
    const single = examplePersons({ seed: 8, persons: 600, copied: 0 });
    const found = await find(single);
    expect(found.pairs.filter((p) => p.linked).length).toBeLessThanOrEqual(2);
  });

  it('leaves name and home alone to a second look where the file has families, and only there', async () => {
    const roles = ['name', 'kk', 'address', 'village'];
    const families = await find(examplePersons({ seed: 9, persons: 500 }), { roles });
    expect(families.pairs.some((p) => p.linked)).toBe(true);
    expect(families.pairs.filter((p) => p.decision === 'automatic')).toEqual([]);
    // Without KK and address a file cannot show that it has none.
    for (const unknown of [
      ['name', 'sex'],
      ['name', 'village'],
      ['name', 'sex', 'village'],
    ])
      expect(
        (await find(examplePersons({ seed: 9, persons: 500 }), { roles: unknown })).pairs.filter(
          (p) => p.decision === 'automatic',
        ),
      ).toEqual([]);
    const heads = examplePersons({ seed: 9, persons: 500, families: false });
    const score = scoreLinks(
      (await find(heads, { roles })).pairs,
      heads.map((row) => row['person'] as string),
      heads.length,
    );
    expect(score.automatic).toBeGreaterThan(0);
    expect(score.automaticPrecision).toBeGreaterThanOrEqual(0.97);
  });

  it('keeps apart the people of one household', async () => {
    const found = await find(rows);
    const others = found.pairs.filter(
      ({ a, b, linked }) => linked && truth[a] !== truth[b] && rows[a]?.['kk'] === rows[b]?.['kk'],
    );
    expect(others.length).toBeLessThanOrEqual(found.pairs.length / 100);
  });

  it('does not depend on the order of the rows', async () => {
    const before = pairNames(await find(rows), rows);
    const mixed = shuffle([...rows], seededRandom(3));
    expect(pairNames(await find(mixed), mixed)).toEqual(before);
  });

  it('is the same with one worker and with two, with blocking', async () => {
    const many = examplePersons({ seed: 9, persons: 1600, copied: 0.5 });
    const request = {
      fields: fieldsOf(many, ['name', 'birth_date', 'sex', 'village']),
      ids: many.map((row) => row['id'] as string),
      split: many.length,
      seed: 1,
    };
    const alone = await linkRecords({ ...request, parallel: oneByOne });
    const parallel = openParallel(2);
    try {
      const together = await linkRecords({ ...request, parallel });
      expect(together.pairs).toEqual(alone.pairs);
      expect(alone.compared).toBeLessThan(alone.possible / 2);
      const score = scoreLinks(
        alone.pairs,
        many.map((r) => r['person'] as string),
        many.length,
      );
      expect(score.recall).toBeGreaterThan(0.9);
    } finally {
      await parallel.close();
    }
  });

  it('gives partners that are whole people: rows with one partner in common have them all in common', async () => {
    const set = examplePersons({ seed: 12, persons: 400, copied: 0.6, most: 4 });
    const split = Math.floor(set.length / 2);
    const found = await find(set, { split, roles: ['name', 'birth_date', 'sex', 'village'] });
    const partners = new Map<number, string>();
    for (const { a, b, linked } of found.pairs)
      if (linked) partners.set(a, `${partners.get(a) ?? ''} ${b}`);
    const sets = [...partners.values()].map((list) => list.trim().split(' ').sort());
    expect(sets.filter((list) => list.length > 1).length).toBeGreaterThan(20);
    const owner = new Map<string, string>();
    for (const list of sets)
      for (const b of list) {
        expect(owner.get(b) ?? list.join(' ')).toBe(list.join(' '));
        owner.set(b, list.join(' '));
      }
    expect(found.pairs.every((p) => p.a < split && p.b >= split)).toBe(true);
  });

  it('gives each at most one partner in the other file', async () => {
    const both = examplePersons({ seed: 10, persons: 300, twoFiles: true, copied: 0.5 });
    const split = both.filter((row) => row['file'] === 'A').length;
    const found = await find(both, { split, relation: 'one-to-one' });
    const linked = found.pairs.filter((p) => p.linked);
    expect(new Set(linked.map((p) => p.a)).size).toBe(linked.length);
    expect(new Set(linked.map((p) => p.b)).size).toBe(linked.length);
    expect(linked.every((p) => p.a < split && p.b >= split)).toBe(true);
  });

  it('refuses a file with one row, and says nothing of an empty column', async () => {
    await expect(find(rows.slice(0, 1))).rejects.toThrow('too-few-rows');
    const empty = rows.slice(0, 50).map((row) => ({ ...row, nik: '' }));
    expect((await find(empty)).pairs.every((p) => Number.isFinite(p.weight))).toBe(true);
  });
});
