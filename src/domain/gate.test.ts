import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from './fact.ts';
import { coastOf, judge } from './gate.ts';
import type { Answer, Evidence, GateOverride, PastAid, Potential } from './potential.ts';
import { indexOf } from './potential-index.ts';
import type { VersionedRecipe } from './recipe.ts';

const KAB = '74.12';
const KEC = '74.12.03';

const base: VersionedRecipe = {
  id: 'olah-kelapa',
  name: { id: 'Olah kelapa', en: 'Coconut' },
  product: { id: 'Minyak', en: 'Oil' },
  branch: 'pangan',
  kind: 'commodity',
  commodities: ['kelapa'],
  needsCoast: false,
  minimumBase: { indicator: 'production', value: 100 },
  tracks: ['wub'],
  training: {
    days: 5,
    hoursPerDay: 6,
    participants: 20,
    trainers: 2,
    mentoringMonths: 6,
    trainerGroup: 'kelapa',
    competence: [],
    source: 'uji',
  },
  kit: { setsPerBatch: 4, items: [], minimumVa: null, needsWater: null, source: 'uji' },
  readiness: ['power'],
  kbli: [],
  permits: [],
  mustBeThere: [],
  marketBatches: 2,
  demandItems: [],
  status: 'proposed',
  source: 'uji',
  version: 1,
};
const service: VersionedRecipe = { ...base, id: 'bengkel', kind: 'service', commodities: [] };
const marine: VersionedRecipe = { ...base, needsCoast: true };

let n = 0;
const claim = (over: Partial<Evidence> = {}): Evidence => ({
  id: `e${n++}`,
  code: KAB,
  commodity: 'kelapa',
  kind: 'official_statement',
  grade: 'B',
  polarity: 'for',
  year: 2024,
  source: 'Dinas',
  note: null,
  synthetic: false,
  ...over,
});
const figure = (value: number | null, over: Partial<Fact> = {}): Fact => ({
  id: `f${n++}`,
  code: KAB,
  indicator: 'production',
  item: 'kelapa',
  year: 2023,
  period: '',
  value,
  grade: 'M',
  source: 'BPS',
  note: null,
  synthetic: false,
  ...over,
});
const said = (
  topic: Answer['topic'],
  subject: string,
  answer: Answer['answer'],
  over: Partial<Answer> = {},
): Answer => ({
  id: `a${n++}`,
  code: KAB,
  topic,
  subject,
  answer,
  note: null,
  saidBy: 'Petugas',
  saidOn: '2026-01-01',
  via: 'screen',
  synthetic: false,
  ...over,
});
const snapshot = (over: Partial<Potential> = {}): Potential => ({
  recipes: [base],
  commodities: [
    { code: 'kelapa', name: { id: 'Kelapa', en: 'Coconut' }, kind: 'commodity', marine: false },
  ],
  evidence: [],
  facts: [],
  answers: [],
  overrides: [],
  pastAid: [],
  coast: new Map(),
  neighbours: new Map(),
  ...over,
});
const status = (over: Partial<Potential>, region = KAB, recipe = base) =>
  judge(snapshot(over), region, recipe).status;
const because = (over: Partial<Potential>, region = KAB, recipe = base) =>
  judge(snapshot(over), region, recipe).because.map((r) => r.code);
const flags = (over: Partial<Potential>, region = KAB, recipe = base) =>
  judge(snapshot(over), region, recipe).flags;

describe('evidence of a commodity', () => {
  test.each(['A', 'B', 'C'] as const)('grade %s opens', (grade) => {
    expect(judge(snapshot({ evidence: [claim({ grade })] }), KAB, base)).toMatchObject({
      status: 'open',
      grade,
    });
  });

  test('without any evidence it is held back and says whose answer, which figure and which paper would open it', () => {
    const v = judge(snapshot(), KAB, base);
    expect(v.status).toBe('blocked');
    expect(v.because.map((r) => r.code)).toEqual(['gate-nothing']);
    expect(v.opensWith.map((r) => r.code)).toEqual([
      'opens-officer',
      'opens-figure-plantation',
      'opens-statement',
    ]);
    expect(v.opensWith[1]?.params).toMatchObject({ minimum: 100, unit: 't' });
  });

  test('a study (D) is held back until the officer of the kabupaten confirms it', () => {
    const evidence = [claim({ grade: 'D', kind: 'study' })];
    expect(status({ evidence })).toBe('blocked');
    expect(because({ evidence })).toEqual(['gate-study-unconfirmed']);
    const answers = [said('commodity', 'kelapa', 'yes')];
    expect(judge(snapshot({ evidence, answers }), KAB, base)).toMatchObject({
      status: 'open',
      grade: 'D',
      flags: ['confirmed'],
    });
  });

  test('press never opens, however many mentions', () => {
    const evidence = Array.from({ length: 12 }, () => claim({ grade: 'E', kind: 'press' }));
    expect(status({ evidence })).toBe('blocked');
    expect(because({ evidence })).toEqual(['gate-press-only']);
  });

  test('an announced training never opens, even one of grade A', () => {
    const evidence = [claim({ grade: 'A', kind: 'announced_training' })];
    expect(status({ evidence })).toBe('blocked');
    expect(because({ evidence })).toEqual(['gate-training-only']);
  });

  test('a statement about the whole province is context and opens no kabupaten', () => {
    const evidence = [claim({ code: '74' })];
    expect(status({ evidence })).toBe('blocked');
    expect(because({ evidence })).toEqual(['gate-province-only']);
  });

  test('the office’s own statement opens as unconfirmed and says what would confirm it', () => {
    const evidence = [claim({ kind: 'own_statement', grade: 'B' })];
    const v = judge(snapshot({ evidence }), KAB, base);
    expect(v).toMatchObject({ status: 'open', flags: ['own-statement'], grade: null });
    expect(v.opensWith.map((r) => r.code)).toEqual(['opens-officer']);
    const answers = [said('commodity', 'kelapa', 'yes')];
    expect(flags({ evidence, answers })).toEqual(['confirmed']);
  });

  test('an officer’s own proposal opens as unconfirmed', () => {
    const answers = [said('proposal', 'kelapa', 'text')];
    expect(judge(snapshot({ answers }), KAB, base)).toMatchObject({
      status: 'open',
      flags: ['own-statement'],
    });
  });

  test('the officer’s yes without other evidence opens and is marked as the kabupaten’s word alone', () => {
    const answers = [said('commodity', 'kelapa', 'yes')];
    expect(flags({ answers })).toEqual(['kab-statement', 'confirmed']);
  });
});

describe('published figures', () => {
  test('an output at the minimum is grade C evidence', () => {
    expect(judge(snapshot({ facts: [figure(100)] }), KAB, base)).toMatchObject({
      status: 'open',
      grade: 'C',
    });
  });

  test('an output below the minimum holds back even what officials state, and the figure is said', () => {
    const over = { facts: [figure(3.23)], evidence: [claim()] };
    expect(status(over)).toBe('blocked');
    expect(flags(over)).toEqual(['conflict', 'tiny-base']);
    expect(judge(snapshot(over), KAB, base).because[0]?.params['value']).toBe(3.23);
  });

  test('a published zero closes; a newer figure above the minimum opens again', () => {
    expect(status({ facts: [figure(0)], evidence: [claim()] })).toBe('blocked');
    expect(status({ facts: [figure(0), figure(500, { year: 2025 })] })).toBe('open');
  });

  test('a blank figure is not a zero', () => {
    expect(status({ facts: [figure(null)], evidence: [claim()] })).toBe('open');
  });

  test('a doubtful figure opens only with the officer’s confirmation', () => {
    const facts = [figure(500, { grade: 'L' })];
    expect(status({ facts })).toBe('blocked');
    expect(status({ facts, answers: [said('commodity', 'kelapa', 'yes')] })).toBe('open');
  });

  test('two sources of one year, one above and one below the minimum, open with the conflict shown', () => {
    const facts = [figure(500), figure(20, { source: 'Dinas' })];
    expect(status({ facts })).toBe('open');
    expect(flags({ facts })).toContain('conflict');
  });
});

describe('what closes', () => {
  test('adverse evidence beats support, and both stand side by side', () => {
    const evidence = [claim(), claim({ polarity: 'against', kind: 'statistics', grade: 'C' })];
    expect(status({ evidence })).toBe('blocked');
    expect(because({ evidence })).toEqual(['gate-adverse', 'gate-conflict']);
    expect(flags({ evidence })).toEqual(['conflict']);
  });

  test('the officer’s no closes and says whose answer opens it again', () => {
    const over = { evidence: [claim()], answers: [said('commodity', 'kelapa', 'no')] };
    expect(status(over)).toBe('blocked');
    expect(judge(snapshot(over), KAB, base).opensWith.map((r) => r.code)).toEqual([
      'opens-officer-changes',
    ]);
  });

  test('the latest answer counts', () => {
    const no = said('commodity', 'kelapa', 'no', { saidOn: '2026-02-01' });
    const yes = said('commodity', 'kelapa', 'yes', { saidOn: '2026-03-01' });
    expect(status({ evidence: [claim()], answers: [yes, no] })).toBe('open');
    expect(status({ evidence: [claim()], answers: [no, yes] })).toBe('open');
  });

  test('a place without a shore gets nothing from the sea, whatever the evidence', () => {
    const over = { evidence: [claim({ grade: 'A', kind: 'regulation' as const })] };
    const inland = { ...over, coast: new Map([[KAB, false]]) };
    expect(status(inland, KAB, marine)).toBe('blocked');
    expect(judge(snapshot(inland), KAB, marine).opensWith.map((r) => r.code)).toEqual([
      'opens-never-coast',
    ]);
    expect(status({ ...over, coast: new Map([[KAB, true]]) }, KAB, marine)).toBe('open');
  });

  test('a kecamatan is open to the sea unless it is known to have no shore, and unknown is marked', () => {
    const over = { evidence: [claim()], coast: new Map([[KAB, true]]) };
    expect(flags(over, KEC, marine)).toEqual(['kab-evidence', 'coast-unknown']);
    const answers = [said('coast', 'coast', 'no', { code: KEC })];
    expect(status({ ...over, answers }, KEC, marine)).toBe('blocked');
    expect(coastOf(indexOf(snapshot({ ...over, answers })), KAB)).toBe('yes');
  });
});

describe('kabupaten and kecamatan', () => {
  test('evidence of the kabupaten used for a kecamatan says so', () => {
    expect(flags({ evidence: [claim()] }, KEC)).toEqual(['kab-evidence']);
    expect(flags({ evidence: [claim({ code: KEC })] }, KEC)).toEqual([]);
  });

  test('evidence of some kecamatan used for the kabupaten says so, and does not reach other kecamatan', () => {
    const evidence = [claim({ code: KEC })];
    expect(flags({ evidence })).toEqual(['part-evidence']);
    expect(status({ evidence }, '74.12.04')).toBe('blocked');
  });

  test('adverse evidence of a kecamatan beats support of the kabupaten there, and only there', () => {
    const evidence = [claim(), claim({ code: KEC, polarity: 'against' })];
    expect(status({ evidence }, KEC)).toBe('blocked');
    expect(status({ evidence }, '74.12.04')).toBe('open');
    expect(status({ evidence }, KAB)).toBe('open');
  });

  test('a kecamatan’s own figure goes before that of its kabupaten', () => {
    const facts = [figure(900), figure(2, { code: KEC })];
    expect(status({ facts }, KEC)).toBe('blocked');
    expect(status({ facts }, '74.12.04')).toBe('open');
  });

  test('a province is too wide to be judged', () => {
    expect(because({ evidence: [claim({ code: '74' })] }, '74')).toEqual(['gate-needs-kab']);
  });
});

describe('services', () => {
  const demand = said('demand', 'bengkel', 'yes');
  const operator = said('operator', 'bengkel', 'yes');

  test('demand and an operator open; either alone does not, and says which is missing', () => {
    expect(status({ answers: [demand, operator] }, KAB, service)).toBe('open');
    expect(because({ answers: [demand] }, KAB, service)).toContain('gate-operator-missing');
    expect(because({ answers: [operator] }, KAB, service)).toContain('gate-demand-missing');
  });

  test('graded evidence of both opens without an answer; press does not', () => {
    const of = (kind: 'demand' | 'operator', grade: 'C' | 'E') =>
      claim({ commodity: 'bengkel', kind, grade });
    const good = [of('demand', 'C'), of('operator', 'C')];
    expect(status({ evidence: good }, KAB, service)).toBe('open');
    expect(status({ evidence: [of('demand', 'E'), of('operator', 'C')] }, KAB, service)).toBe(
      'blocked',
    );
  });

  test('an announced training opens no workshop', () => {
    const evidence = [claim({ commodity: 'bengkel', kind: 'announced_training', grade: 'A' })];
    expect(status({ evidence }, KAB, service)).toBe('blocked');
    expect(because({ evidence }, KAB, service)).toContain('gate-training-only');
  });

  test('a no to demand closes even with an operator', () => {
    const answers = [said('demand', 'bengkel', 'no'), operator];
    expect(status({ answers }, KAB, service)).toBe('blocked');
  });
});

describe('overrides and past failures', () => {
  const override: GateOverride = {
    id: 'o1',
    code: KAB,
    recipe: base.id,
    reason: 'Rapat pimpinan',
    officerName: 'Kepala Dinas',
    at: '2026-02-03T00:00:00.000Z',
  };

  test('an override opens what is held back, says who, and leaves the reasons standing', () => {
    const over = { overrides: [override], evidence: [claim({ polarity: 'against' })] };
    expect(status(over)).toBe('overridden');
    expect(because(over)).toEqual(['gate-override', 'gate-adverse']);
    expect(status(over, KEC)).toBe('overridden');
    expect(status({ overrides: [{ ...override, code: KEC }] }, KAB)).toBe('blocked');
  });

  test('an override of something that is open anyway changes nothing', () => {
    expect(status({ overrides: [override], evidence: [claim()] })).toBe('open');
  });

  test('equipment that stood idle here is shown and closes nothing', () => {
    const aid: PastAid = {
      id: 'p1',
      code: KAB,
      title: 'Sentra',
      subject: 'kelapa',
      year: 2020,
      participants: null,
      valueRupiah: 14_200_000_000,
      status: 'idle',
      cause: 'tanpa air',
      source: 'berita',
      synthetic: false,
    };
    const over = { evidence: [claim()], pastAid: [aid] };
    expect(status(over)).toBe('open');
    expect(flags(over)).toEqual(['past-failure']);
    expect(flags({ ...over, pastAid: [{ ...aid, status: 'used' }] })).toEqual([]);
    expect(flags({ ...over, pastAid: [{ ...aid, subject: 'kakao' }] })).toEqual([]);
  });
});

/* ------------------------------------------------------------- properties */

const regionCode = fc.constantFrom('74', KAB, KEC, '74.12.04', '74.11');
const anyClaim = fc.record({
  code: regionCode,
  commodity: fc.constantFrom('kelapa', 'olah-kelapa', 'bengkel', 'kakao'),
  kind: fc.constantFrom(
    'official_statement',
    'statistics',
    'study',
    'press',
    'announced_training',
    'own_statement',
    'demand',
    'operator',
  ),
  grade: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
  polarity: fc.constantFrom('for', 'against'),
});
const anyAnswer = fc.record({
  code: fc.constantFrom(KAB, KEC),
  topic: fc.constantFrom('commodity', 'demand', 'operator', 'proposal'),
  subject: fc.constantFrom('kelapa', 'olah-kelapa', 'bengkel'),
  answer: fc.constantFrom('yes', 'no', 'unknown'),
});
const anyFigure = fc.record({
  code: fc.constantFrom(KAB, KEC),
  value: fc.constantFrom(0, 3, 100, 5000),
  year: fc.constantFrom(2021, 2023),
});
const world = fc.record({
  evidence: fc.array(anyClaim, { maxLength: 6 }),
  answers: fc.array(anyAnswer, { maxLength: 4 }),
  figures: fc.array(anyFigure, { maxLength: 3 }),
  region: fc.constantFrom(KAB, KEC),
  recipe: fc.constantFrom(base, service, marine),
  shore: fc.constantFrom(true, false, undefined),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const built = (w: World, more: Evidence[] = []) =>
  snapshot({
    evidence: [...w.evidence.map((e) => claim(e as Partial<Evidence>)), ...more],
    answers: w.answers.map((a) =>
      said(a.topic as Answer['topic'], a.subject, a.answer as Answer['answer'], { code: a.code }),
    ),
    facts: w.figures.map((f) => figure(f.value, f)),
    coast: w.shore === undefined ? new Map() : new Map([[KAB, w.shore]]),
  });
const opens = (w: World, more: Evidence[] = []) =>
  judge(built(w, more), w.region, w.recipe).status === 'open';

test('adding supporting evidence never closes what is open', () => {
  void fc.assert(
    fc.property(world, anyClaim, (w, extra) => {
      if (opens(w)) {
        expect(opens(w, [claim({ ...(extra as Partial<Evidence>), polarity: 'for' })])).toBe(true);
      }
    }),
    { numRuns: 600 },
  );
});

test('adding adverse evidence never opens what is closed', () => {
  void fc.assert(
    fc.property(world, anyClaim, (w, extra) => {
      if (!opens(w)) {
        const more = [claim({ ...(extra as Partial<Evidence>), polarity: 'against' })];
        expect(opens(w, more)).toBe(false);
      }
    }),
    { numRuns: 600 },
  );
});

test('whatever is not open says why and what would open it', () => {
  void fc.assert(
    fc.property(world, (w) => {
      const v = judge(built(w), w.region, w.recipe);
      if (v.status === 'open') return;
      expect(v.because.length).toBeGreaterThan(0);
      expect(v.opensWith.length).toBeGreaterThan(0);
      expect(v.grade).toBeNull();
    }),
    { numRuns: 600 },
  );
});
