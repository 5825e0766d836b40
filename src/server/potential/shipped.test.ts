import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Fact } from '#domain/fact.ts';
import { judge } from '#domain/gate.ts';
import type { Answer, Commodity, Evidence, Potential } from '#domain/potential.ts';
import { checkReadiness } from '#domain/readiness.ts';
import { readinessItems } from '#domain/recipe.ts';
import { gateReasons } from '#messages/gate-reasons.ts';
import { reasonText } from '#messages/reason.ts';
import { readShipped, shippedEvidence, shippedPastAid } from './load.ts';

/** The gate on the reference tables the product ships, without a database. */
const shipped = readShipped(join(import.meta.dirname, '../../../db/reference'));
const recipes = shipped.recipes.map((r) => ({ ...r, version: 1 }));
const recipe = (id: string) => {
  const found = recipes.find((r) => r.id === id);
  if (found === undefined) throw new Error(`no recipe ${id}`);
  return found;
};
const KABS = [
  ...Array.from({ length: 15 }, (_, i) => `74.${String(i + 1).padStart(2, '0')}`),
  '74.71',
  '74.72',
];
const potential: Potential = {
  recipes,
  commodities: shipped.commodities.map((c) => ({
    code: c['code'] ?? '',
    name: { id: c['name_id'] ?? '', en: c['name_en'] ?? '' },
    kind: c['kind'] as Commodity['kind'],
    marine: c['marine'] === 'yes',
  })),
  evidence: shipped.evidence.map(shippedEvidence),
  pastAid: shipped.pastAid.map(shippedPastAid),
  facts: [],
  answers: [],
  overrides: [],
  coast: new Map(KABS.map((k) => [k, k !== '74.11'])),
  neighbours: new Map(),
};
const verdict = (kab: string, id: string) => judge(potential, kab, recipe(id));

test('every shipped commodity of a claim and of a recipe is in the list of commodities', () => {
  const known = new Set(potential.commodities.map((c) => c.code));
  const unknown = [
    ...potential.evidence.map((e) => e.commodity),
    ...recipes.flatMap((r) => r.commodities),
    ...potential.pastAid.flatMap((p) => (p.subject === null ? [] : [p.subject])),
  ].filter((c) => !known.has(c) && !recipes.some((r) => r.id === c));
  expect(unknown).toEqual([]);
});

test('every kabupaten and kota ends with at least one open recipe', () => {
  const closed = KABS.filter(
    (kab) => !recipes.some((r) => judge(potential, kab, r).status === 'open'),
  );
  expect(closed).toEqual([]);
});

test('whatever is held back anywhere says why and what opens it', () => {
  const silent = KABS.flatMap((kab) => recipes.map((r) => judge(potential, kab, r))).filter(
    (v) => v.status === 'blocked' && (v.because.length === 0 || v.opensWith.length === 0),
  );
  expect(silent).toEqual([]);
});

test('Konawe Kepulauan opens coconut and fish, and shows that its coconut centre stood idle', () => {
  expect(verdict('74.12', 'minyak-kelapa').status).toBe('open');
  expect(verdict('74.12', 'abon-kerupuk-ikan').status).toBe('open');
  expect(verdict('74.12', 'minyak-kelapa').flags).toContain('past-failure');
  expect(verdict('74.12', 'minyak-kelapa').because.map((r) => r.code)).toContain('past-idle');
  expect(checkReadiness(potential, '74.12', recipe('minyak-kelapa')).kit).toBe('conditional');
});

test('Kolaka Timur opens cocoa and aren; everything from the sea is closed there', () => {
  expect(verdict('74.11', 'kakao-olahan').status).toBe('open');
  expect(verdict('74.11', 'gula-aren').status).toBe('open');
  const marine = recipes.filter((r) => r.needsCoast).map((r) => verdict('74.11', r.id));
  expect(marine.length).toBeGreaterThan(3);
  expect(marine.every((v) => v.status === 'blocked')).toBe(true);
  expect(marine.every((v) => v.because.some((r) => r.code === 'gate-no-coast'))).toBe(true);
});

test('the cocoa kecamatan of Kolaka Timur open on their own evidence, the others on the kabupaten’s', () => {
  expect(judge(potential, '74.11.05', recipe('kakao-olahan')).flags).not.toContain('kab-evidence');
  expect(judge(potential, '74.11.01', recipe('kakao-olahan')).flags).toContain('kab-evidence');
});

test('the announced training does not open a motorcycle workshop in Konawe Utara', () => {
  const v = verdict('74.09', 'bengkel-motor');
  expect(v.status).toBe('blocked');
  expect(v.because.map((r) => r.code)).toContain('gate-training-only');
  expect(v.opensWith.map((r) => r.code)).toEqual(['opens-demand', 'opens-operator']);
});

test('every reason that can be given is a whole sentence in both languages', () => {
  const answers = (answer: Answer['answer']): Answer[] =>
    recipes.flatMap((r) => [
      ...[...r.commodities, r.id].flatMap((s) =>
        (['commodity', 'proposal', 'demand', 'operator'] as const).map((t) => said(t, s, answer)),
      ),
      ...readinessItems.map((item) => said('readiness', `${r.id}:${item}`, answer)),
    ]);
  const said = (topic: Answer['topic'], subject: string, answer: Answer['answer']): Answer => ({
    id: `${topic}${subject}`,
    code: '74.08',
    topic,
    subject,
    answer,
    note: null,
    saidBy: 'Petugas',
    saidOn: '2026-01-02',
    via: 'screen',
    synthetic: false,
  });
  const turned = (over: Partial<Evidence>) => potential.evidence.map((e) => ({ ...e, ...over }));
  const service = (kind: 'demand' | 'operator') => ({ kind, commodity: 'bengkel-motor' }) as const;
  const figures = (value: number, grade: Fact['grade']): Fact[] =>
    potential.commodities.flatMap((c) =>
      (['production', 'area'] as const).map((indicator) => ({
        ...{ id: `${c.code}${indicator}`, code: '74.08', indicator, item: c.code, year: 2023 },
        ...{ period: '', value, grade, source: 'BPS', note: null, synthetic: false },
      })),
    );
  const worlds: Partial<Potential>[] = [
    {},
    ...(['yes', 'no', 'text', 'unknown'] as const).map((a) => ({ answers: answers(a) })),
    { answers: answers('no'), evidence: [] },
    { answers: answers('yes'), evidence: [] },
    { answers: answers('yes'), evidence: turned({ polarity: 'against' }) },
    ...(['study', 'press', 'own_statement', 'announced_training'] as const).flatMap((kind) =>
      (['D', 'E'] as const).map((grade) => ({ evidence: turned({ kind, grade }) })),
    ),
    { evidence: turned({ polarity: 'against' }) },
    { evidence: [...turned(service('demand')), ...turned(service('operator'))] },
    { facts: figures(0, 'M') },
    { facts: figures(1, 'M') },
    { facts: figures(1e6, 'M'), evidence: [] },
    { facts: figures(1e6, 'L'), evidence: [] },
    { facts: figures(1e6, 'M'), answers: answers('no'), evidence: [] },
    { pastAid: potential.pastAid.map((p) => ({ ...p, status: 'undelivered' as const })) },
    {
      overrides: recipes.map((r) => ({
        ...{ id: r.id, code: '74.11', recipe: r.id, reason: 'Rapat', officerName: 'Kadis' },
        at: '2026-01-02T00:00:00.000Z',
      })),
    },
  ];
  const noMaterial = { ...recipe('gula-aren'), commodities: [] };
  const noBase = { ...recipe('abon-kerupuk-ikan'), minimumBase: null };
  const used = new Set<string>();
  for (const world of worlds) {
    const snapshot = { ...potential, ...world };
    for (const region of ['74', ...KABS]) {
      for (const r of [...recipes, noMaterial, noBase]) {
        const verdict = judge(snapshot, region, r);
        const ready = checkReadiness(snapshot, region, r);
        for (const why of [
          ...verdict.because,
          ...verdict.opensWith,
          ...ready.tasks,
          ...ready.prerequisites,
        ]) {
          if (used.has(why.code)) continue;
          used.add(why.code);
          for (const language of ['id', 'en'] as const) {
            const text = reasonText(language, why);
            expect(text, why.code).not.toBe(why.code);
            expect(text, why.code).not.toMatch(/[{}]|undefined|NaN|2026-01/);
          }
        }
      }
    }
  }
  const written = Object.keys(gateReasons)
    .map((key) => key.replace('reason.', ''))
    .filter((code) => !code.startsWith('commodity-'));
  expect(written.filter((code) => !used.has(code))).toEqual([]);
});
