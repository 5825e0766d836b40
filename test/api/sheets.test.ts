import { readXlsx, type Sheet, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coordinationApi } from '#api/coordination.ts';
import { documentsApi } from '#api/documents.ts';
import { potentialApi } from '#api/potential.ts';
import { questionKey, questionsOf, type SheetContent } from '#domain/sheet.ts';
import { makeSheetPaper } from '#server/documents/sheet-paper.ts';
import { hasPdfReader, pdfText } from '../support/pdf-text.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

const KAB = '74.11';
const YEAR = 2027;

let server: TestServer;
let planner: Person;
let officer: Person;
beforeAll(async () => {
  server = await openTestServer();
  [planner, officer] = await Promise.all([server.person('planner'), server.person('officer', KAB)]);
});
afterAll(() => server.close());

/** Fills cells as a person would, in the workbook itself: part → key → column → text. */
type Fill = Record<string, Record<string, Record<string, string | number | boolean>>>;

async function fill(file: Uint8Array, fills: Fill, change?: (s: Sheet[]) => void) {
  const book = await readXlsx(file);
  for (const sheet of book.sheets) {
    const part = String(sheet.rows[0]?.[0] ?? '').split('|')[2] ?? '';
    const ids = sheet.rows.find((r) => r[0] === 'key') ?? [];
    for (const [key, cells] of Object.entries(fills[part] ?? {})) {
      const row = sheet.rows.find((r) => r[0] === key);
      if (row === undefined) throw new Error(`no row ${key} in ${part}`);
      for (const [id, value] of Object.entries(cells)) row[ids.indexOf(id)] = value;
    }
  }
  change?.(book.sheets);
  return writeXlsx({ sheets: book.sheets.map((s) => ({ name: s.name, rows: s.rows })) });
}

async function issued(by: Person = planner, kab = KAB) {
  const { sheet } = await by.call(coordinationApi.issue, { kab, year: YEAR });
  const file = await by.download(documentsApi.sheetFile, { kab, id: sheet.id });
  return { sheet, file };
}

const guide = (name = 'La Ode Rahman', day = '1/1/2026'): Fill[string] => ({
  'filled-by': { value: name },
  'filled-on': { value: day },
});

async function key(topic: string, subject: string): Promise<string> {
  return `${topic}|${KAB}|${subject}`;
}

describe('a sheet', () => {
  test('asks about what the gate looked at, what must be ready, limits and own proposals', async () => {
    const content: SheetContent = await officer.call(coordinationApi.questions, {
      kab: KAB,
      year: YEAR,
    });
    expect(content.kabName).toBe('Kabupaten Kolaka Timur');
    const cocoa = content.commodities.find((c) => c.question.subject === 'kakao');
    expect(cocoa?.stance).toBe('fits');
    // Kolaka Timur has no shore: nobody is asked about fish.
    expect(content.commodities.some((c) => c.question.subject === 'ikan')).toBe(false);
    expect(content.coast).toEqual([]);
    expect(content.readiness.some((r) => r.recipe === 'kakao-olahan')).toBe(true);
    expect(content.limits.map((l) => l.limit)).toEqual([
      'months',
      'max-batches',
      'trainers',
      'other',
    ]);
    const keys = questionsOf(content).map(questionKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is issued once for the same questions and names itself by place, year and version', async () => {
    const first = await issued();
    expect(first.file.filename).toBe('Lembar-Kolaka-Timur-2027-v1.xlsx');
    const again = await planner.call(coordinationApi.issue, { kab: KAB, year: YEAR });
    expect(again).toMatchObject({ isNew: false, sheet: { id: first.sheet.id, version: 1 } });
  });

  test('hides its keys, opens only the answer cells and asks for no password', async () => {
    const { file } = await issued();
    const book = await readXlsx(file.body, { readStyles: true });
    expect(book.sheets.map((s) => [s.name, s.hidden ?? false])).toEqual([
      ['Petunjuk', false],
      ['1 Komoditas', false],
      ['2 Kesiapan', false],
      ['3 Batas', false],
      ['4 Usulan sendiri', false],
      ['Daftar', true],
    ]);
    for (const sheet of book.sheets.slice(0, 5)) {
      expect(sheet.protection?.sheet).toBe(true);
      expect(sheet.protection?.password).toBeUndefined();
      expect(sheet.columns?.[0]?.hidden).toBe(true);
    }
    const commodity = book.sheets[1];
    expect(commodity?.dataValidations?.[0]).toMatchObject({
      type: 'list',
      values: ['ya', 'tidak', 'tidak tahu'],
    });
  });
});

describe('a sheet that comes back', () => {
  test('shows what would change, takes all of it, and is undone as a unit', async () => {
    const { file } = await issued();
    const back = await fill(file.body, {
      guide: guide(),
      commodity: {
        [await key('commodity', 'kakao')]: { answer: 'iya' },
        [await key('commodity', 'aren')]: { answer: 'Y', note: 'penyadap ada di Ladongi' },
        [await key('commodity', 'kopi')]: { answer: 'tdk' },
        [await key('demand', 'bengkel-motor')]: { answer: 'ada sedikit' },
        [await key('operator', 'bengkel-motor')]: { note: 'tanya Pak Camat' },
      },
      readiness: {
        [await key('readiness', 'kakao-olahan:power')]: { answer: '?' },
        'free|1': {
          recipe: 'Gula aren cetak dan gula semut',
          place: 'Ladongi',
          item: 'Air',
          answer: 'ya',
        },
        'free|2': {
          recipe: 'Gula aren cetak dan gula semut',
          place: 'Antah',
          item: 'Air',
          answer: 'ya',
        },
      },
      limit: {
        [await key('limit', 'months')]: { answer: 'Mei–Juli', note: 'panen kakao' },
        [await key('limit', 'max-batches')]: { answer: 6 },
        [await key('limit', 'trainers')]: { answer: 'beberapa' },
      },
      proposal: {
        'proposal|1': { trade: 'Anyaman bambu khas', place: 'Mowewe', why: 'Perajinnya masih ada' },
        'proposal|2': { trade: 'Kopi' },
      },
    });
    const check = await planner.call(
      coordinationApi.checkReturn,
      { kab: KAB, fileName: 'balasan.xlsx' },
      back,
    );
    expect(check.refused).toBeNull();
    expect(check).toMatchObject({ filledBy: 'La Ode Rahman', filledOn: '2026-01-01', version: 1 });
    const report = check.report;
    expect(report?.changes.map((c) => [c.topic, c.subject, c.answer, c.note])).toEqual([
      ['commodity', 'aren', 'yes', 'penyadap ada di Ladongi'],
      ['commodity', 'kakao', 'yes', null],
      ['commodity', 'kopi', 'no', null],
      ['readiness', 'kakao-olahan:power', 'unknown', null],
      ['readiness', 'gula-aren:water', 'yes', null],
      ['limit', 'months', 'text', '5, 6, 7 — panen kakao'],
      ['limit', 'max-batches', 'text', '6'],
      ['proposal', 'lain:anyaman_bambu_khas', 'text', 'Anyaman bambu khas — Perajinnya masih ada'],
    ]);
    expect(report?.refused.map((r) => r.reason.code).sort()).toEqual([
      'sheet-answer-unclear',
      'sheet-not-a-count',
      'sheet-note-without-answer',
      'sheet-place-unknown',
      'sheet-proposal-why',
    ]);
    expect(report?.refused.every((r) => /^\d .+![A-Z]+\d+$/.test(r.address))).toBe(true);
    expect(report?.read).toBe(8 + 0 + 5);
    // Nothing was stored by looking.
    expect(await officer.call(potentialApi.listAnswers, { code: KAB })).toEqual([]);

    const taken = await planner.call(
      coordinationApi.applyReturn,
      { kab: KAB, fileName: 'balasan.xlsx', digest: check.digest },
      back,
    );
    expect(taken).toMatchObject({ read: 13, applied: 8, unchanged: 0, refused: 5 });
    const answers = await officer.call(potentialApi.listAnswers, { code: KAB });
    expect(answers).toHaveLength(8);
    expect(answers[0]).toMatchObject({ saidBy: 'La Ode Rahman', via: 'sheet', onBehalf: false });

    const row = (await planner.call(coordinationApi.board, { year: YEAR })).find(
      (r) => r.kab === KAB,
    );
    expect(row).toMatchObject({ returns: 1, lastVia: 'sheet', lastAnswerOn: '2026-01-01' });

    const same = await planner.refusal(
      coordinationApi.applyReturn,
      { kab: KAB, fileName: 'balasan.xlsx', digest: check.digest },
      back,
    );
    expect(same?.code).toBe('file-already-imported');

    const undone = await planner.call(coordinationApi.undoReturn, { kab: KAB, id: taken.id });
    expect(undone).toEqual({ removed: 8 });
    expect(await officer.call(potentialApi.listAnswers, { code: KAB })).toEqual([]);
    const again = await planner.refusal(coordinationApi.undoReturn, { kab: KAB, id: taken.id });
    expect(again?.code).toBe('not-found');
    const { returns } = await officer.call(coordinationApi.listSheets, { kab: KAB });
    expect(returns[0]?.undoneAt).not.toBeNull();
  });

  test('an empty sheet says that nothing is answered, not that nothing is known', async () => {
    const { file } = await issued();
    const back = await fill(file.body, { guide: guide() });
    const check = await officer.call(
      coordinationApi.checkReturn,
      { kab: KAB, fileName: 'kosong.xlsx' },
      back,
    );
    expect(check.report).toMatchObject({ read: 0, changes: [], unchanged: 0, refused: [] });
    const refusal = await officer.refusal(
      coordinationApi.applyReturn,
      { kab: KAB, fileName: 'kosong.xlsx', digest: check.digest },
      back,
    );
    expect(refusal).toMatchObject({
      code: 'rule-broken',
      details: { rule: 'sheet-nothing-new' },
    });
  });

  test('an answer given later on the screen is not overwritten, the same answer is no change', async () => {
    const { file } = await issued();
    await officer.call(potentialApi.addAnswers, {
      code: KAB,
      answers: [
        { code: KAB, topic: 'commodity', subject: 'kakao', answer: 'yes', note: null },
        { code: KAB, topic: 'commodity', subject: 'kopi', answer: 'yes', note: null },
      ],
    });
    const back = await fill(file.body, {
      guide: guide(),
      commodity: {
        [await key('commodity', 'kakao')]: { answer: 'ya' },
        [await key('commodity', 'kopi')]: { answer: 'tidak' },
        [await key('commodity', 'aren')]: { answer: 'ya' },
      },
    });
    const check = await officer.call(
      coordinationApi.checkReturn,
      { kab: KAB, fileName: 'lama.xlsx' },
      back,
    );
    expect(check.report).toMatchObject({ read: 3, unchanged: 1 });
    expect(check.report?.changes.map((c) => c.subject)).toEqual(['aren']);
    expect(check.report?.refused[0]?.reason).toMatchObject({ code: 'sheet-answered-later' });
  });

  test('a newer version in between is said, and the old questions still count', async () => {
    const old = await issued();
    // The answers above changed what is thought, so the next issue is a new version.
    expect(old.sheet.version).toBeGreaterThan(1);
    const { sheets } = await officer.call(coordinationApi.listSheets, { kab: KAB });
    const first = sheets.find((s) => s.version === 1);
    const file = await officer.download(documentsApi.sheetFile, { kab: KAB, id: first?.id ?? '' });
    const back = await fill(file.body, {
      guide: guide(),
      commodity: { [await key('commodity', 'aren')]: { answer: 'ya' } },
    });
    const check = await officer.call(
      coordinationApi.checkReturn,
      { kab: KAB, fileName: 'v1.xlsx' },
      back,
    );
    expect(check.refused).toBeNull();
    expect(check.warnings[0]).toMatchObject({
      code: 'sheet-old-version',
      params: { version: 1, newest: old.sheet.version },
    });
    expect(check.report?.changes).toHaveLength(1);
  });

  test('moved columns and rows are still found; rows that were deleted are named', async () => {
    const { file } = await issued();
    const back = await fill(
      file.body,
      {
        guide: guide('Wa Ode Sitti'),
        commodity: { [await key('commodity', 'aren')]: { answer: 'benar' } },
      },
      (sheets) => {
        const commodity = sheets[1] as Sheet;
        // A column put in front of the answers, the order turned round, one question removed.
        for (const row of commodity.rows) row.splice(3, 0, row[0] === 'key' ? 'catatan-saya' : 'x');
        const head = commodity.rows.findIndex((r) => r[0] === 'key');
        const body = commodity.rows.splice(head + 1).reverse();
        commodity.rows.push(...body.filter((r) => r[0] !== `commodity|${KAB}|kakao`));
        sheets.reverse();
      },
    );
    const check = await officer.call(
      coordinationApi.checkReturn,
      { kab: KAB, fileName: 'ubah.xlsx' },
      back,
    );
    expect(check.report?.changes.map((c) => [c.subject, c.answer])).toEqual([['aren', 'yes']]);
    expect(check.report?.missing).toHaveLength(1);
    expect(check.warnings.map((w) => w.code)).toContain('sheet-rows-missing');
  });

  test('a file without the hidden mark, or no sheet at all, is refused in words', async () => {
    const foreign = await writeXlsx({
      sheets: [
        {
          name: 'Data',
          rows: [
            ['a', 'b'],
            [1, 2],
          ],
        },
      ],
    });
    const check = await officer.call(
      coordinationApi.checkReturn,
      { kab: KAB, fileName: 'lain.xlsx' },
      foreign,
    );
    expect(check.refused?.code).toBe('sheet-not-ours');
    const broken = await officer.refusal(
      coordinationApi.checkReturn,
      { kab: KAB, fileName: 'x.xlsx' },
      new TextEncoder().encode('PK\u0003\u0004 rusak'),
    );
    expect(['file-not-readable', 'file-hostile']).toContain(broken?.code);
  });

  test('a sheet of another kabupaten is refused with both names', async () => {
    const { file } = await issued(planner, '74.12');
    const back = await fill(file.body, { guide: guide() });
    const check = await officer.call(
      coordinationApi.checkReturn,
      { kab: KAB, fileName: 'konkep.xlsx' },
      back,
    );
    expect(check.refused).toEqual({
      code: 'sheet-other-kab',
      params: { kab: 'Konawe Kepulauan', own: 'Kolaka Timur' },
    });
  });

  test('a planner is asked who filled it in where the file does not say; an officer answers for it', async () => {
    const { file } = await issued();
    const back = await fill(file.body, {
      commodity: { [await key('commodity', 'aren')]: { answer: 'ya' } },
    });
    const input = { kab: KAB, fileName: 'tanpa-nama.xlsx' };
    expect((await planner.call(coordinationApi.checkReturn, input, back)).refused?.code).toBe(
      'sheet-no-name',
    );
    const named = await planner.call(
      coordinationApi.checkReturn,
      { ...input, filledBy: 'Sitti Nurhaya' },
      back,
    );
    expect(named).toMatchObject({ refused: null, filledBy: 'Sitti Nurhaya' });
    const own = await officer.call(coordinationApi.checkReturn, input, back);
    expect(own.filledBy).toBe(`officer ${KAB}`);
  });

  test('what is taken is what was shown: an answer in between asks to check again', async () => {
    const { file } = await issued();
    const back = await fill(file.body, {
      guide: guide('La Ode Rahman', '2/1/2026'),
      commodity: { [await key('commodity', 'rotan')]: { answer: 'ya' } },
    });
    const input = { kab: KAB, fileName: 'rotan.xlsx' };
    const check = await planner.call(coordinationApi.checkReturn, input, back);
    await officer.call(potentialApi.addAnswers, {
      code: KAB,
      answers: [{ code: KAB, topic: 'commodity', subject: 'rotan', answer: 'no', note: null }],
    });
    const refusal = await planner.refusal(
      coordinationApi.applyReturn,
      { ...input, digest: check.digest },
      back,
    );
    expect(refusal?.code).toBe('changed-meanwhile');
  });
});

describe('the paper', () => {
  test('has at most two pages, even where most is asked, and names itself', async () => {
    const board = await planner.call(coordinationApi.board, { year: YEAR });
    const longest = [...board].sort((a, b) => b.questions - a.questions).slice(0, 4);
    for (const { kab } of longest) {
      const content = await planner.call(coordinationApi.questions, { kab, year: YEAR });
      const { pages } = await makeSheetPaper(
        {
          id: kab,
          year: YEAR,
          version: 1,
          content,
          issuedAt: '2026-11-24T05:30:00.000Z',
          issuedByName: 'Nur Aisyah',
        },
        await planner.call(documentsApi.letterhead, {}),
        true,
      );
      expect(pages, content.kabName).toBeLessThanOrEqual(2);
    }
    const { sheet } = await issued();
    const paper = await officer.download(documentsApi.sheetPaper, { kab: KAB, id: sheet.id });
    expect(paper.filename).toBe(`Lembar-Kolaka-Timur-2027-v${sheet.version}.pdf`);
    expect(paper.contentType).toBe('application/pdf');
  });

  test.skipIf(!hasPdfReader)(
    'carries the letterhead, the verdict and the numbers of the workbook (needs pdftotext)',
    async () => {
      const kop = await planner.call(documentsApi.letterhead, {});
      expect(kop.government).toBe('Pemerintah Provinsi Sulawesi Tenggara');
      await planner.call(documentsApi.saveLetterhead, {
        ...kop,
        contact: 'WhatsApp kantor 0812-0000-0000',
      });
      expect((await officer.refusal(documentsApi.saveLetterhead, kop))?.code).toBe('not-allowed');
      const { sheet, file } = await issued();
      const paper = await officer.download(documentsApi.sheetPaper, { kab: KAB, id: sheet.id });
      const text = pdfText(paper.body);
      expect(text).toContain('PEMERINTAH PROVINSI SULAWESI TENGGARA');
      expect(text).toContain('WhatsApp kantor 0812-0000-0000');
      expect(text).toContain('Lembar Kabupaten Kolaka Timur');
      expect(text).toMatch(/Halaman 1 dari [12]/);
      const workbook = await readXlsx(file.body);
      const row = workbook.sheets[1]?.rows.find((r) => r[0] === `commodity|${KAB}|kakao`);
      expect(text).toMatch(new RegExp(`${String(row?.[1])}\\s+Kakao`));
      expect(text).not.toMatch(/sheet\.|undefined|\[object/);
    },
  );
});

describe('who may', () => {
  test('an officer reaches neither the sheet nor the return of another kabupaten', async () => {
    const { sheet, file } = await issued(planner, '74.12');
    const stranger = officer;
    const inputs = { kab: '74.12', year: YEAR };
    expect((await stranger.refusal(coordinationApi.issue, inputs))?.code).toBe('outside-area');
    expect((await stranger.refusal(coordinationApi.questions, inputs))?.code).toBe('outside-area');
    expect(
      (await stranger.refusal(documentsApi.sheetFile, { kab: '74.12', id: sheet.id }))?.code,
    ).toBe('outside-area');
    // The own code with the other's sheet finds nothing.
    expect((await stranger.refusal(documentsApi.sheetFile, { kab: KAB, id: sheet.id }))?.code).toBe(
      'not-found',
    );
    expect(
      (
        await stranger.refusal(
          coordinationApi.checkReturn,
          { kab: '74.12', fileName: 'a.xlsx' },
          file.body,
        )
      )?.code,
    ).toBe('outside-area');
    const board = await stranger.call(coordinationApi.board, { year: YEAR });
    expect(board.map((r) => r.kab)).toEqual([KAB]);
  });

  test('the planner sees all 17 on the board and what waits; the officer only the own questions', async () => {
    const board = await planner.call(coordinationApi.board, { year: YEAR });
    expect(board).toHaveLength(17);
    const waiting = await planner.call(coordinationApi.waiting, { year: YEAR });
    expect(waiting.items.map((i) => i.why)).toContain('kab-silent');
    const own = await officer.call(coordinationApi.waiting, { year: YEAR });
    expect(own.count).toBeGreaterThan(20);
    expect(own.items.every((i) => i.kab === KAB)).toBe(true);
    expect(own.items[0]?.why).toBe('opens');
  });

  test('sheets for all 17 are issued in one go, and only once', async () => {
    const first = await planner.call(coordinationApi.issueAll, { year: 2028 });
    expect(first).toEqual({ made: 17, kept: 0 });
    expect(await planner.call(coordinationApi.issueAll, { year: 2028 })).toEqual({
      made: 0,
      kept: 17,
    });
    expect((await officer.refusal(coordinationApi.issueAll, { year: 2028 }))?.code).toBe(
      'not-allowed',
    );
  });
});
