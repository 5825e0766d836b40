import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Potential } from './potential.ts';
import type { VersionedRecipe } from './recipe.ts';
import {
  askedText,
  limitNote,
  questionKey,
  questionsOf,
  type Said,
  splitLimitNote,
} from './sheet.ts';
import { sheetContent } from './sheet-content.ts';
import { type ReturnedRow, readReturn } from './sheet-return.ts';
import { openQuestions } from './sheet-waiting.ts';

const KAB = '74.11';
const recipe = (over: Partial<VersionedRecipe>): VersionedRecipe => ({
  id: 'gula-aren',
  version: 1,
  name: { id: 'Gula aren', en: 'Palm sugar' },
  product: { id: 'Gula aren', en: 'Palm sugar' },
  branch: 'pangan',
  kind: 'commodity',
  commodities: ['aren'],
  needsCoast: false,
  minimumBase: null,
  tracks: ['wub'],
  training: {
    days: 5,
    hoursPerDay: 6,
    participants: 20,
    trainers: 2,
    mentoringMonths: 6,
    trainerGroup: 'pangan',
    competence: [],
    source: 'uji',
  },
  kit: { setsPerBatch: 1, items: [], minimumVa: null, needsWater: null, source: 'uji' },
  readiness: ['water', 'buyer'],
  kbli: [],
  permits: [],
  mustBeThere: [],
  marketBatches: null,
  demandItems: [],
  status: 'proposed',
  source: 'uji',
  ...over,
});

const name = (word: string) => ({ id: word, en: word });
const potential: Potential = {
  recipes: [
    recipe({}),
    recipe({ id: 'ikan-asin', name: name('Ikan asin'), commodities: ['ikan'], needsCoast: true }),
    recipe({ id: 'bengkel-motor', name: name('Bengkel motor'), kind: 'service', commodities: [] }),
    recipe({ id: 'kopi-bubuk', name: name('Kopi bubuk'), commodities: ['kopi'] }),
  ],
  commodities: ['aren', 'ikan', 'kopi'].map((code) => ({
    code,
    name: name(code),
    kind: 'commodity' as const,
    marine: code === 'ikan',
  })),
  evidence: [
    {
      id: 'e1',
      code: KAB,
      commodity: 'aren',
      kind: 'official_statement',
      grade: 'B',
      polarity: 'for',
      year: 2023,
      source: 'uji',
      note: null,
      synthetic: false,
    },
    {
      id: 'e2',
      code: KAB,
      commodity: 'kopi',
      kind: 'study',
      grade: 'D',
      polarity: 'for',
      year: 2020,
      source: 'uji',
      note: null,
      synthetic: false,
    },
  ],
  facts: [],
  answers: [],
  overrides: [],
  pastAid: [],
  coast: new Map([[KAB, false]]),
  neighbours: new Map(),
  names: new Map([[KAB, 'Kolaka Timur']]),
};

const input = {
  potential,
  kab: KAB,
  kabName: 'Kabupaten Kolaka Timur',
  year: 2027,
  kecamatan: [
    { code: '74.11.01', name: 'Tirawuta' },
    { code: '74.11.03', name: 'Ladongi' },
  ],
  planned: [],
};
const content = sheetContent(input);

const cell = (text: string, address = 'T!A1') => ({ text, address });
const row = (key: string, cells: Record<string, string>): ReturnedRow => ({
  kind: key.startsWith('free|') ? 'free' : key.startsWith('proposal|') ? 'proposal' : 'question',
  key,
  address: 'T!A1',
  cells: Object.fromEntries(Object.entries(cells).map(([id, text]) => [id, cell(text)])),
});
const read = (rows: ReturnedRow[], current = new Map<string, Said>(), on = '2027-03-01') =>
  readReturn(content, rows, current, on);

describe('what is asked', () => {
  test('fish is not asked where there is no shore; what only a study says waits for a word', () => {
    expect(content.commodities.map((c) => [c.question.subject, c.stance])).toEqual([
      ['aren', 'fits'],
      ['kopi', 'held'],
    ]);
    expect(openQuestions(content)[0]).toMatchObject({
      why: 'opens',
      question: { subject: 'kopi' },
    });
  });

  test('a service is asked about twice, and its word opens it', () => {
    expect(content.services.map((c) => c.question.topic)).toEqual(['demand', 'operator']);
    expect(openQuestions(content).filter((o) => o.why === 'opens')).toHaveLength(3);
  });

  test('a planned training is asked about where it is planned', () => {
    const planned = sheetContent({
      ...input,
      planned: [{ code: '74.11.03', recipe: 'gula-aren' }],
    });
    expect(planned.readiness.map((r) => [r.recipe, r.place, r.planned])).toEqual([
      ['gula-aren', '74.11.03', true],
    ]);
    expect(openQuestions(planned).some((o) => o.why === 'planned-kit')).toBe(true);
  });

  test('an answer does not change what is asked, so it makes no new version by itself', () => {
    const answered = sheetContent({
      ...input,
      potential: {
        ...potential,
        answers: [
          {
            id: 'a',
            code: KAB,
            topic: 'readiness',
            subject: 'gula-aren:water',
            answer: 'unknown',
            note: null,
            saidBy: 'A',
            saidOn: '2027-01-01',
            via: 'sheet',
            synthetic: false,
          },
        ],
      },
    });
    expect(askedText(answered)).toBe(askedText(content));
    expect(openQuestions(answered)).toHaveLength(openQuestions(content).length - 1);
  });
});

describe('what comes back', () => {
  test('a place may be written with or without its kind, or left for the whole kabupaten', () => {
    const place = (text: string) =>
      read([row('free|1', { recipe: 'gula aren', place: text, item: 'water', answer: 'ya' })])
        .changes[0]?.code;
    expect(['Ladongi', 'Kec. ladongi', 'kecamatan Ladongi', '74.11.03'].map(place)).toEqual([
      '74.11.03',
      '74.11.03',
      '74.11.03',
      '74.11.03',
    ]);
    expect(place('Kab. Kolaka Timur')).toBe(KAB);
    expect(place('Lasusua')).toBeUndefined();
  });

  test('the same question answered in two rows is taken once and the second handed back', () => {
    const report = read([
      row(`readiness|${KAB}|gula-aren:water`, { answer: 'ya' }),
      row('free|1', { recipe: 'Gula aren', place: 'Kolaka Timur', item: 'water', answer: 'tidak' }),
    ]);
    expect(report.changes).toHaveLength(1);
    expect(report.refused[0]?.reason.code).toBe('sheet-twice');
  });

  test('a changed answer says what it replaces; a bare repeat does not erase a remark', () => {
    const said: Said = {
      answer: 'yes',
      note: 'di Ladongi',
      saidBy: 'A',
      saidOn: '2027-01-01',
      via: 'screen',
      onBehalf: false,
    };
    const current = new Map([[`commodity|${KAB}|aren`, said]]);
    const repeat = read([row(`commodity|${KAB}|aren`, { answer: 'ya' })], current);
    expect(repeat).toMatchObject({ unchanged: 1, changes: [] });
    const change = read([row(`commodity|${KAB}|aren`, { answer: 'tidak' })], current);
    expect(change.changes[0]).toMatchObject({ answer: 'no', before: { answer: 'yes' } });
    const late = read([row(`commodity|${KAB}|aren`, { answer: 'tidak' })], current, '2026-12-31');
    expect(late.refused[0]?.reason.code).toBe('sheet-answered-later');
  });

  test('whatever stands in the cells, read = taken + unchanged + refused', () => {
    const keys = [
      ...questionsOf(content).map(questionKey),
      'commodity|74.11|entah',
      'free|1',
      'proposal|1',
    ];
    const text = fc.oneof(
      fc.constantFrom('ya', 'tdk', '?', 'mungkin', '5', '1.234', 'Mei', 'Ladongi', 'aren', ''),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            key: fc.constantFrom(...keys),
            answer: text,
            note: text,
            place: text,
            trade: text,
            why: text,
          }),
          { maxLength: 12 },
        ),
        (filled) => {
          const rows = filled.map(({ key, ...cells }) =>
            row(key, Object.fromEntries(Object.entries(cells).filter(([, t]) => t.trim() !== ''))),
          );
          const report = read(rows);
          expect(report.read).toBe(
            report.changes.length + report.unchanged + report.refused.length,
          );
          const unique = new Set(report.changes.map(questionKey));
          expect(unique.size).toBe(report.changes.length);
        },
      ),
    );
  });

  test('a limit keeps its value and its remark apart', () => {
    expect(splitLimitNote(limitNote('6', 'hanya sesudah panen'))).toEqual({
      value: '6',
      remark: 'hanya sesudah panen',
    });
    expect(splitLimitNote('6')).toEqual({ value: '6', remark: null });
  });
});
