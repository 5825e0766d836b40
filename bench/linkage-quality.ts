import {
  type ExampleOptions,
  type ExampleRow,
  examplePersons,
} from '#engine/linkage/example-persons.ts';
import type { FieldKind, LinkField, Owner } from '#engine/linkage/link-fields.ts';
import { linkRecords } from '#engine/linkage/link-records.ts';
import { reliability, scoreLinks } from '#engine/linkage/score-links.ts';
import { openParallel } from '#server/parallel.ts';
import { count, report, seconds } from './measure.ts';

/**
 * How well people are found again over sets with known truth: F1 of what is linked beside the best F1 any
 * threshold would have given, precision of what is linked without a second look, and whether the
 * probabilities mean what they say. Arguments: part of a case's name or `all`, and seeds.
 */
const INDONESIAN: Readonly<Record<string, readonly [FieldKind, Owner]>> = {
  name: ['name', 'person'],
  birth_date: ['date', 'person'],
  sex: ['category', 'open'],
  nik: ['code', 'person'],
  kk: ['code', 'household'],
  address: ['address', 'household'],
  village: ['region', 'household'],
  phone: ['code', 'open'],
};
/** As the command reads them: given and family name are one name, number and street one address. */
const WESTERN: typeof INDONESIAN = {
  'given_name surname': ['name', 'person'],
  date_of_birth: ['date', 'person'],
  soc_sec_id: ['code', 'person'],
  'street_number address_1': ['address', 'household'],
  postcode: ['region', 'household'],
  suburb: ['region', 'household'],
  state: ['region', 'household'],
};

interface Case {
  readonly what: string;
  readonly options: Omit<ExampleOptions, 'seed'>;
  /** Columns of the file; without it, all. */
  readonly only?: readonly string[];
}

const persons = 3000;
const NO_NIK = ['name', 'birth_date', 'sex', 'kk', 'address', 'village'];
const ADDRESS = ['name', 'birth_date', 'sex', 'address', 'village'];
const VILLAGE = ['name', 'birth_date', 'sex', 'village'];
const HEAD = ['name', 'kk', 'address', 'village'];
const NO_NUMBER = Object.keys(WESTERN).filter((role) => role !== 'soc_sec_id');

const CASES: readonly Case[] = [
  { what: '500 people', options: { persons: 500 } },
  { what: '3,000 people', options: { persons } },
  { what: '20,000 people', options: { persons: 20_000 } },
  { what: '1% faults', options: { persons, errors: 0.01 } },
  { what: '20% faults', options: { persons, errors: 0.2 } },
  { what: '30% faults, 10% empty', options: { persons, errors: 0.3, missing: 0.1 } },
  { what: 'half without NIK', options: { persons, withoutNik: 0.5 } },
  { what: 'twins in every tenth birth', options: { persons, twins: 0.1 } },
  { what: 'namesakes 15%', options: { persons, sameName: 0.15 } },
  { what: '30% born on 1 January', options: { persons, firstOfJanuary: 0.3 } },
  { what: 'no families', options: { persons, families: false } },
  { what: 'up to six copies', options: { persons, copied: 0.5, copies: 'zipf', most: 6 } },
  { what: '1% with a duplicate', options: { persons, copied: 0.01, most: 1 } },
  { what: 'no duplicates', options: { persons, copied: 0 } },
  { what: 'no NIK, no telephone', options: { persons }, only: NO_NIK },
  { what: '… twins in every tenth birth', options: { persons, twins: 0.1 }, only: NO_NIK },
  { what: 'no NIK, KK, telephone', options: { persons }, only: ADDRESS },
  { what: '… 20% faults', options: { persons, errors: 0.2 }, only: ADDRESS },
  { what: 'name, birth date, sex, village', options: { persons }, only: VILLAGE },
  { what: 'name, birth date', options: { persons }, only: ['name', 'birth_date'] },
  { what: 'name, KK, sex', options: { persons }, only: ['name', 'kk', 'sex'] },
  { what: 'name, address, village', options: { persons }, only: ['name', 'address', 'village'] },
  { what: 'heads: name, KK, address', options: { persons, families: false }, only: HEAD },
  { what: 'two files, half in both', options: { persons, twoFiles: true, copied: 0.5 } },
  { what: '… 20% faults', options: { persons, twoFiles: true, copied: 0.5, errors: 0.2 } },
  {
    what: '… name, birth date, sex, village',
    options: { persons, twoFiles: true, copied: 0.5 },
    only: VILLAGE,
  },
  {
    what: 'two files, 3% in both, no NIK, KK',
    options: { persons, twoFiles: true, copied: 0.03 },
    only: ADDRESS,
  },
  { what: 'western', options: { persons, form: 'western' } },
  { what: 'western, 30% faults', options: { persons, form: 'western', errors: 0.3 } },
  { what: 'western, no number', options: { persons, form: 'western' }, only: NO_NUMBER },
];

const wanted = process.argv[2] ?? 'all';
const seeds = (process.argv[3] ?? '11,12,13').split(',').map(Number);
const parallel = openParallel();
try {
  for (const one of CASES.filter(({ what }) => wanted === 'all' || what.includes(wanted))) {
    const runs: Run[] = [];
    const begun = performance.now();
    for (const seed of seeds) runs.push(await run(one, seed));
    const mean = (of: (one: Run) => number | null): string => {
      const known = runs.map(of).filter((value) => value !== null);
      return known.length === 0
        ? '-'
        : (known.reduce((sum, value) => sum + value, 0) / known.length).toFixed(3);
    };
    report({
      what: `Linkage, ${one.what} (${count(runs[0]?.records ?? 0)} records, ${seeds.length} seeds)`,
      result: `F1 ${mean((r) => r.f1)}, expected ${mean((r) => r.expected)}; without a look: precision ${mean((r) => r.automaticPrecision)} of ${count(runs.reduce((sum, r) => sum + r.automatic, 0))}; ${seconds(performance.now() - begun)}`,
      beside: `best F1 ${mean((r) => r.bestF1)}, short by ${mean((r) => (r.f1 === null || r.bestF1 === null ? null : r.bestF1 - r.f1))}, at most ${Math.max(...runs.map((r) => (r.bestF1 ?? 0) - (r.f1 ?? 0))).toFixed(3)}; probabilities off by ${mean((r) => r.off)}`,
    });
  }
} finally {
  await parallel.close();
}

interface Run {
  readonly records: number;
  readonly f1: number | null;
  readonly bestF1: number | null;
  readonly expected: number;
  readonly automatic: number;
  readonly automaticPrecision: number | null;
  /** Expected calibration error of the pairs shown. */
  readonly off: number | null;
}

async function run(one: Case, seed: number): Promise<Run> {
  const rows = examplePersons({ ...one.options, seed });
  const split = one.options.twoFiles
    ? rows.filter((row) => row['file'] === 'A').length
    : rows.length;
  const { pairs, thresholds } = await linkRecords({
    fields: fieldsOf(rows, one),
    ids: rows.map((row) => row['id'] as string),
    split,
    seed: 1,
    parallel,
  });
  const truth = rows.map((row) => row['person'] as string);
  const apart = reliability(pairs, truth).map(({ expected, observed }) =>
    Math.abs(expected - observed),
  );
  return {
    ...scoreLinks(pairs, truth, split),
    records: rows.length,
    expected: thresholds.expectedF1,
    off: pairs.length === 0 ? null : apart.reduce((sum, x) => sum + x, 0) / pairs.length,
  };
}

function fieldsOf(rows: readonly ExampleRow[], { options, only }: Case): LinkField[] {
  const kinds = options.form === 'western' ? WESTERN : INDONESIAN;
  return Object.entries(kinds)
    .filter(([role]) => only === undefined || only.includes(role))
    .map(([role, [kind, owner]]) => {
      const keys = role.split(' ');
      const texts = rows.map((row) =>
        keys
          .map((key) => row[key] ?? '')
          .join(' ')
          .trim(),
      );
      return { role, kind, owner, texts };
    });
}
