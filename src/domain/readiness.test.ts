import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, PastAid, Potential } from './potential.ts';
import { checkReadiness } from './readiness.ts';
import { type ReadinessItem, readinessItems, type VersionedRecipe } from './recipe.ts';

const KAB = '74.12';
const KEC = '74.12.03';
const recipe = {
  id: 'olah-kelapa',
  name: { id: 'Olah kelapa', en: 'Coconut' },
  commodities: ['kelapa'],
  readiness: ['power', 'water', 'operator'],
  kit: { minimumVa: 1300 },
} as unknown as VersionedRecipe;

const said = (item: string, answer: Answer['answer'], code = KAB, saidOn = '2026-01-01') => ({
  id: `${code}${item}${answer}${saidOn}`,
  code,
  topic: 'readiness' as const,
  subject: `${recipe.id}:${item}`,
  answer,
  note: null,
  saidBy: 'Petugas',
  saidOn,
  via: 'screen' as const,
  synthetic: false,
});
const aid = (over: Partial<PastAid>): PastAid => ({
  id: 'p',
  code: KAB,
  title: 'Sentra',
  subject: 'kelapa',
  year: 2020,
  participants: null,
  valueRupiah: null,
  status: 'idle',
  cause: 'tanpa air',
  source: 'berita',
  synthetic: false,
  ...over,
});
const snapshot = (answers: Answer[], over: Partial<Potential> = {}): Potential => ({
  recipes: [],
  commodities: [],
  evidence: [],
  facts: [],
  answers,
  overrides: [],
  pastAid: [],
  coast: new Map(),
  neighbours: new Map(),
  ...over,
});
const check = (answers: Answer[], region = KAB, over: Partial<Potential> = {}) =>
  checkReadiness(snapshot(answers, over), region, recipe);

test('nothing answered: the kit is conditional and every item has a task of the kabupaten’s office', () => {
  const r = check([]);
  expect(r.kit).toBe('conditional');
  expect(r.tasks.map((t) => t.code)).toEqual(['task-power', 'task-water', 'task-operator']);
  expect(r.prerequisites).toEqual([]);
  expect(r.items.every((i) => i.answer === 'unknown' && i.saidBy === null)).toBe(true);
});

test('all yes: the kit is ready, and it stands who said so and when', () => {
  const r = check([said('power', 'yes'), said('water', 'yes'), said('operator', 'yes')]);
  expect(r.kit).toBe('ready');
  expect(r.items[0]).toMatchObject({ saidBy: 'Petugas', saidOn: '2026-01-01', fromKab: false });
});

test('one no: training only, with a prerequisite that names the size of the connection', () => {
  const r = check([said('power', 'no'), said('water', 'yes')]);
  expect(r.kit).toBe('absent');
  expect(r.prerequisites).toMatchObject([{ code: 'prerequisite-power-va', params: { va: 1300 } }]);
  expect(r.tasks.map((t) => t.code)).toEqual(['task-operator']);
});

test('a kecamatan’s answer beats its kabupaten’s, even where it is “unknown”', () => {
  const kab = ['power', 'water', 'operator'].map((i) => said(i, 'yes'));
  expect(check(kab, KEC).kit).toBe('ready');
  expect(check(kab, KEC).items[0]?.fromKab).toBe(true);
  expect(check([...kab, said('water', 'no', KEC)], KEC).kit).toBe('absent');
  expect(check([...kab, said('water', 'unknown', KEC)], KEC).kit).toBe('conditional');
  expect(check([...kab, said('water', 'no', KEC)], KAB).kit).toBe('ready');
});

test('the latest answer wins, whatever the order in which they arrived', () => {
  const others = [said('water', 'yes'), said('operator', 'yes')];
  const older = said('power', 'no', KAB, '2026-01-01');
  const newer = said('power', 'yes', KAB, '2026-02-01');
  expect(check([...others, newer, older]).kit).toBe('ready');
});

test('idle machines here come before those next door, and used ones are no source', () => {
  const r = check([], KEC, {
    pastAid: [
      aid({ id: 'next', code: '74.05' }),
      aid({ id: 'here' }),
      aid({ id: 'used', status: 'used' }),
      aid({ id: 'other', subject: 'kakao' }),
      aid({ id: 'far', code: '74.08' }),
    ],
    neighbours: new Map([[KAB, ['74.05']]]),
  });
  expect(r.idleNearby.map((p) => p.id)).toEqual(['here', 'next']);
  expect(r.tasks.at(-1)?.code).toBe('task-past-cause');
});

test('the kit is ready exactly where every item the recipe needs is answered yes', () => {
  const answer = fc.constantFrom('yes', 'no', 'unknown', undefined);
  void fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom<ReadinessItem>(...readinessItems), { minLength: 1 }),
      fc.array(answer, { minLength: 7, maxLength: 7 }),
      (items, given) => {
        const answers = readinessItems.flatMap((item, i) => {
          const a = given[i];
          return a === undefined ? [] : [said(item, a as Answer['answer'])];
        });
        const r = checkReadiness(snapshot(answers), KAB, { ...recipe, readiness: items });
        const of = items.map((i) => given[readinessItems.indexOf(i)] ?? 'unknown');
        expect(r.kit === 'ready').toBe(of.every((a) => a === 'yes'));
        expect(r.kit === 'absent').toBe(of.includes('no'));
        expect(r.prerequisites.length).toBe(of.filter((a) => a === 'no').length);
        expect(r.tasks.length).toBe(of.filter((a) => a === 'unknown').length);
      },
    ),
  );
});
