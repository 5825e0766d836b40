import {
  type ExampleOptions,
  type ExampleRow,
  examplePersons,
} from '#engine/linkage/example-persons.ts';
import type { FieldKind, LinkField, Owner } from '#engine/linkage/link-fields.ts';
import { type Linkage, linkRecords } from '#engine/linkage/link-records.ts';
import { openParallel } from '#server/parallel.ts';
import { count, report, seconds } from './measure.ts';

/**
 * How well people are found again over sets with known truth that nothing was tuned on: F1 at the
 * threshold the method chooses beside the best F1 any threshold would have given, precision of what is
 * linked without a second look, and whether the probabilities mean what they say.
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
  readonly without?: readonly string[];
}

const CASES: readonly Case[] = [
  { what: '500 people', options: { persons: 500 } },
  { what: '2,000 people', options: { persons: 2000 } },
  { what: '20,000 people', options: { persons: 20_000 } },
  { what: '1% faults', options: { persons: 3000, errors: 0.01 } },
  { what: '20% faults', options: { persons: 3000, errors: 0.2 } },
  { what: '30% faults', options: { persons: 3000, errors: 0.3 } },
  { what: '15% empty cells', options: { persons: 3000, missing: 0.15 } },
  { what: 'no NIK', options: { persons: 3000 }, without: ['nik'] },
  { what: 'no NIK, KK, phone', options: { persons: 3000 }, without: ['nik', 'kk', 'phone'] },
  {
    what: 'no NIK, KK, phone, 20% faults',
    options: { persons: 3000, errors: 0.2 },
    without: ['nik', 'kk', 'phone'],
  },
  {
    what: 'name, date, village only',
    options: { persons: 3000 },
    without: ['nik', 'kk', 'phone', 'address', 'sex'],
  },
  { what: 'half without NIK', options: { persons: 3000, withoutNik: 0.5 } },
  { what: 'twins in every tenth birth', options: { persons: 3000, twins: 0.1 } },
  { what: 'twins, no NIK', options: { persons: 3000, twins: 0.1 }, without: ['nik', 'phone'] },
  { what: 'namesakes 15%', options: { persons: 3000, sameName: 0.15 } },
  { what: '30% born on 1 January', options: { persons: 3000, firstOfJanuary: 0.3 } },
  { what: 'no duplicates', options: { persons: 3000, copied: 0 } },
  { what: '1% with a duplicate', options: { persons: 3000, copied: 0.01, most: 1 } },
  { what: 'no families', options: { persons: 3000, families: false } },
  { what: 'up to six copies', options: { persons: 2000, copied: 0.5, copies: 'zipf', most: 6 } },
  { what: 'two files, half in both', options: { persons: 3000, twoFiles: true, copied: 0.5 } },
  { what: 'two files, a tenth in both', options: { persons: 3000, twoFiles: true, copied: 0.1 } },
  {
    what: 'two files, 20% faults',
    options: { persons: 3000, twoFiles: true, copied: 0.5, errors: 0.2 },
  },
  { what: 'western', options: { persons: 3000, form: 'western' } },
  { what: 'western, 20% faults', options: { persons: 3000, form: 'western', errors: 0.2 } },
  {
    what: 'western, no number',
    options: { persons: 3000, form: 'western' },
    without: ['soc_sec_id'],
  },
];

const only = process.argv[2];
const SEEDS = (process.argv[3] ?? '11').split(',').map(Number);
const parallel = openParallel();
try {
  for (const one of CASES) {
    if (only !== undefined && only !== 'all' && !one.what.includes(only)) continue;
    for (const seed of SEEDS) {
      const rows = examplePersons({ ...one.options, seed });
      const begun = performance.now();
      const linkage = await linkRecords({
        fields: fieldsOf(rows, one),
        ids: rows.map((row) => row['id'] as string),
        split: one.options.twoFiles
          ? rows.filter((row) => row['file'] === 'A').length
          : rows.length,
        seed: 1,
        parallel,
      });
      const quality = measure(rows, linkage, one.options.twoFiles === true);
      report({
        what: `Linkage, ${one.what} (${count(rows.length)} records)`,
        result: `F1 ${fixed(quality.f1)} (precision ${fixed(quality.precision)}, recall ${fixed(quality.recall)}), expected ${fixed(linkage.thresholds.expectedF1)}; without a look: precision ${fixed(quality.automaticPrecision)} of ${count(quality.automatic)}; ${seconds(performance.now() - begun)}`,
        beside: `best F1 ${fixed(quality.best)} at ${fixed(quality.bestAt)} (chosen ${fixed(linkage.thresholds.link)}); blocking keeps ${fixed(quality.blocked)}; probability → truth ${quality.bins}`,
      });
    }
  }
} finally {
  await parallel.close();
}

function fieldsOf(rows: readonly ExampleRow[], one: Case): LinkField[] {
  const kinds = one.options.form === 'western' ? WESTERN : INDONESIAN;
  return Object.entries(kinds)
    .filter(([role]) => !one.without?.includes(role))
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

function truePairs(rows: readonly ExampleRow[], twoFiles: boolean): number {
  const sizes = new Map<string, [number, number]>();
  for (const row of rows) {
    const size = sizes.get(row['person'] as string) ?? [0, 0];
    size[row['file'] === 'A' ? 0 : 1]++;
    sizes.set(row['person'] as string, size);
  }
  let pairs = 0;
  for (const [a, b] of sizes.values()) pairs += twoFiles ? a * b : ((a + b) * (a + b - 1)) / 2;
  return pairs;
}

function measure(rows: readonly ExampleRow[], linkage: Linkage, twoFiles: boolean) {
  const all = truePairs(rows, twoFiles);
  const { link, automatic } = linkage.thresholds;
  const edges = [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.01];
  const bins = edges.slice(1).map(() => ({ pairs: 0, expected: 0, right: 0 }));
  const above = { pairs: 0, right: 0 };
  const sure = { pairs: 0, right: 0 };
  const best = { f1: 0, at: 1 };
  const seen = { pairs: 0, right: 0 };
  linkage.pairs.forEach(({ a, b, probability }, k) => {
    const right = rows[a]?.['person'] === rows[b]?.['person'] ? 1 : 0;
    seen.pairs++;
    seen.right += right;
    if (probability >= link) add(above, right);
    if (probability >= automatic) add(sure, right);
    const bin = bins[edges.findIndex((edge) => probability < edge) - 1];
    if (bin) {
      add(bin, right);
      bin.expected += probability;
    }
    const f1 = (2 * seen.right) / (seen.pairs + all);
    if (linkage.pairs[k + 1]?.probability !== probability && f1 > best.f1) {
      best.f1 = f1;
      best.at = probability;
    }
  });
  return {
    f1: all + above.pairs === 0 ? 1 : (2 * above.right) / (above.pairs + all),
    precision: above.pairs === 0 ? 1 : above.right / above.pairs,
    recall: all === 0 ? 1 : above.right / all,
    automatic: sure.pairs,
    automaticPrecision: sure.pairs === 0 ? 1 : sure.right / sure.pairs,
    best: best.f1,
    bestAt: best.at,
    blocked: all === 0 ? 1 : seen.right / all,
    bins: bins
      .filter((bin) => bin.pairs > 0)
      .map(
        (bin) =>
          `${fixed(bin.expected / bin.pairs)}→${fixed(bin.right / bin.pairs)} (${bin.pairs})`,
      )
      .join(', '),
  };
}

function add(sum: { pairs: number; right: number }, right: number): void {
  sum.pairs++;
  sum.right += right;
}

function fixed(value: number): string {
  return value.toFixed(3);
}
