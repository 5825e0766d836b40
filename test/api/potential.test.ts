import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { potentialApi } from '#api/potential.ts';
import { readConfig } from '#server/config.ts';
import { inScope } from '#server/db/sql.ts';
import { loadPotential } from '#server/potential/load.ts';
import { loadDemoAnswers } from '#server/potential/load-demo.ts';
import { loadPotentialSnapshot } from '#server/potential/queries.ts';
import { listKabCodes } from '#server/regions/queries.ts';
import { wholeScope } from '#server/scope.ts';
import { openTestServer, type Person, type TestServer } from '../support/server.ts';

const KOLTIM = '74.11';
const KONKEP = '74.12';
const KOLUT = '74.08';

let server: TestServer;
let planner: Person;
let koltim: Person;
let konkep: Person;
let kolut: Person;
beforeAll(async () => {
  server = await openTestServer();
  [planner, koltim, konkep, kolut] = await Promise.all([
    server.person('planner'),
    server.person('officer', KOLTIM),
    server.person('officer', KONKEP),
    server.person('officer', KOLUT),
  ]);
});
afterAll(() => server.close());

const gate = async (person: Person, code: string, recipe: string) => {
  const line = (await person.call(potentialApi.gateOf, { code })).find((l) => l.recipe === recipe);
  if (line === undefined) throw new Error(`no line for ${recipe}`);
  return line;
};
const codes = (reasons: readonly { code: string }[]) => reasons.map((r) => r.code);
const say =
  (code: string, topic: 'commodity' | 'demand' | 'operator' | 'readiness' | 'coast') =>
  (subject: string, answer: 'yes' | 'no' | 'unknown', note: string | null = null) => ({
    code,
    topic,
    subject,
    answer,
    note,
  });

describe('the gate on a fresh installation', () => {
  test('every kabupaten and kota has an open recipe, and whatever is held back says what opens it', async () => {
    const matrix = await planner.call(potentialApi.gateMatrix, {});
    expect(matrix.regions.length).toBe(17);
    expect(matrix.cells.length).toBe(17 * matrix.recipes.length);
    const closed = matrix.regions.filter(
      (r) => !matrix.cells.some((c) => c.region === r.code && c.status === 'open'),
    );
    expect(closed).toEqual([]);
    const lines = await planner.call(potentialApi.gateOf, { code: KOLTIM });
    expect(
      lines.filter(
        (l) => l.status === 'blocked' && (l.because.length === 0 || l.opensWith.length === 0),
      ),
    ).toEqual([]);
  });

  test('Konawe Kepulauan gets coconut and sees its idle centre; Kolaka Timur gets cocoa and aren, nothing from the sea', async () => {
    const coconut = await gate(planner, KONKEP, 'minyak-kelapa');
    expect(coconut.status).toBe('open');
    expect(coconut.flags).toContain('past-failure');
    expect(coconut.readiness.idleNearby[0]?.valueRupiah).toBe(14_200_000_000);
    expect((await gate(planner, KOLTIM, 'kakao-olahan')).status).toBe('open');
    expect((await gate(planner, KOLTIM, 'gula-aren')).status).toBe('open');
    const fish = await gate(planner, KOLTIM, 'ikan-asin-asap');
    expect(fish.status).toBe('blocked');
    expect(codes(fish.because)).toContain('gate-no-coast');
    expect(codes(fish.because)).toContain('gate-adverse');
  });

  test('an officer sees the own kabupaten only', async () => {
    const matrix = await koltim.call(potentialApi.gateMatrix, {});
    expect(matrix.regions.map((r) => r.code)).toEqual([KOLTIM]);
    expect((await koltim.refusal(potentialApi.gateOf, { code: KONKEP }))?.code).toBe(
      'outside-area',
    );
    const evidence = await koltim.call(potentialApi.listEvidence, {});
    expect(new Set(evidence.map((e) => e.code.slice(0, 5)))).toEqual(new Set(['74', KOLTIM]));
  });
});

describe('answers', () => {
  test('an officer cannot answer for another kabupaten, nor for a part of another', async () => {
    const answers = [say(KOLTIM, 'commodity')('kakao', 'yes')];
    expect((await konkep.refusal(potentialApi.addAnswers, { code: KOLTIM, answers }))?.code).toBe(
      'outside-area',
    );
    expect(
      (
        await konkep.refusal(potentialApi.addAnswers, {
          code: KONKEP,
          answers: [say('74.11.05', 'commodity')('kakao', 'yes')],
        })
      )?.code,
    ).toBe('outside-area');
  });

  test('even a query that forgets the area cannot write an answer for another kabupaten', async () => {
    const scope = { read: ['74', KONKEP], write: [KONKEP], actor: konkep.id };
    await expect(
      inScope(
        server.pool,
        scope,
        (db) => db`
        insert into answer (kab, id, code, topic, subject, answer, said_by, said_on, via, on_behalf, created_at)
        values (${KOLTIM}, gen_random_uuid(), ${KOLTIM}, 'commodity', 'kakao', 'no', 'x', '2026-01-01', 'screen', false, now())`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('a study opens for its kecamatan once the kabupaten confirms it', async () => {
    const before = await gate(kolut, '74.08.05', 'minyak-cengkeh');
    await kolut.call(potentialApi.addAnswers, {
      code: KOLUT,
      answers: [say('74.08.05', 'commodity')('cengkeh', 'yes', 'Kebun rakyat luas')],
    });
    const after = await gate(kolut, '74.08.05', 'minyak-cengkeh');
    expect(before.flags).not.toContain('confirmed');
    expect(after.flags).toContain('confirmed');
    expect(after.status).toBe('open');
  });

  test('an officer’s no closes what evidence had opened, and a later yes opens it again', async () => {
    await koltim.call(potentialApi.addAnswers, {
      code: KOLTIM,
      saidOn: '2026-01-05',
      answers: [say(KOLTIM, 'commodity')('aren', 'no', 'Penyadap habis')],
    });
    const closed = await gate(planner, KOLTIM, 'gula-aren');
    expect(closed.status).toBe('blocked');
    expect(closed.flags).toContain('conflict');
    expect(codes(closed.opensWith)).toContain('opens-officer-changes');
    await koltim.call(potentialApi.addAnswers, {
      code: KOLTIM,
      saidOn: '2026-01-06',
      answers: [say(KOLTIM, 'commodity')('aren', 'yes')],
    });
    expect((await gate(planner, KOLTIM, 'gula-aren')).status).toBe('open');
    const told = await koltim.call(potentialApi.listAnswers, { code: KOLTIM });
    expect(told.filter((a) => a.subject === 'aren').map((a) => a.answer)).toEqual(['yes', 'no']);
  });

  test('a workshop opens when the officer names demand and an operator, and is marked as the kabupaten’s word', async () => {
    await konkep.call(potentialApi.addAnswers, {
      code: KONKEP,
      answers: [say(KONKEP, 'demand')('bengkel-motor', 'yes', 'Antre di Langara')],
    });
    expect((await gate(konkep, KONKEP, 'bengkel-motor')).status).toBe('blocked');
    await konkep.call(potentialApi.addAnswers, {
      code: KONKEP,
      answers: [say(KONKEP, 'operator')('bengkel-motor', 'yes', 'Bengkel di pasar')],
    });
    const open = await gate(konkep, KONKEP, 'bengkel-motor');
    expect(open.status).toBe('open');
    expect(open.flags).toContain('kab-statement');
  });

  test('what a planner writes down for a kabupaten counts and is marked', async () => {
    await planner.call(potentialApi.addAnswers, {
      code: '74.09',
      saidBy: 'Kepala bidang, lewat telepon',
      answers: [
        say('74.09', 'demand')('bengkel-motor', 'yes'),
        say('74.09', 'operator')('bengkel-motor', 'yes'),
      ],
    });
    const line = await gate(planner, '74.09', 'bengkel-motor');
    expect(line.status).toBe('open');
    expect(line.flags).toContain('on-behalf');
  });

  test('readiness: yes to everything makes the kit ready, a kecamatan’s no beats the kabupaten’s yes', async () => {
    const need = ['water', 'building', 'operator', 'raw_material', 'buyer', 'running_cost'];
    await koltim.call(potentialApi.addAnswers, {
      code: KOLTIM,
      answers: need.map((i) => say(KOLTIM, 'readiness')(`gula-aren:${i}`, 'yes')),
    });
    expect((await gate(koltim, KOLTIM, 'gula-aren')).readiness.kit).toBe('ready');
    await koltim.call(potentialApi.addAnswers, {
      code: KOLTIM,
      answers: [say('74.11.11', 'readiness')('gula-aren:water', 'no')],
    });
    const there = (await gate(koltim, '74.11.11', 'gula-aren')).readiness;
    expect(there.kit).toBe('absent');
    expect(codes(there.prerequisites)).toEqual(['prerequisite-water']);
    expect((await gate(koltim, '74.11.01', 'gula-aren')).readiness.kit).toBe('ready');
  });

  test('an answer about something that does not exist is refused', async () => {
    expect(
      (
        await koltim.refusal(potentialApi.addAnswers, {
          code: KOLTIM,
          answers: [say(KOLTIM, 'readiness')('gula-aren:sinyal', 'yes')],
        })
      )?.code,
    ).toBe('bad-input');
  });
});

describe('evidence', () => {
  const claim = {
    code: KONKEP,
    commodity: 'pandan',
    kind: 'statistics' as const,
    grade: 'C' as const,
    polarity: 'for' as const,
    year: 2025,
    source: 'Dinas perindustrian, surat 12/2025',
    note: 'Dua puluh perajin.',
  };

  test('a claim typed by the officer opens the gate, is audited, and closes again when retracted', async () => {
    expect((await gate(konkep, KONKEP, 'anyaman-serat')).status).toBe('blocked');
    const { id } = await konkep.call(potentialApi.addEvidence, claim);
    expect((await gate(konkep, KONKEP, 'anyaman-serat')).status).toBe('open');
    expect((await konkep.refusal(potentialApi.addEvidence, claim))?.code).toBe('already-exists');
    expect(
      (await konkep.refusal(potentialApi.retractEvidence, { id, reason: 'salah' }))?.code,
    ).toBe('bad-input');
    expect(
      (await koltim.refusal(potentialApi.retractEvidence, { id, reason: 'Bukan wilayah saya' }))
        ?.code,
    ).toBe('not-found');
    await konkep.call(potentialApi.retractEvidence, { id, reason: 'Surat salah kutip, dicabut' });
    expect((await gate(konkep, KONKEP, 'anyaman-serat')).status).toBe('blocked');
    const line = (await konkep.call(potentialApi.listEvidence, { code: KONKEP })).find(
      (e) => e.id === id,
    );
    expect(line?.retractReason).toBe('Surat salah kutip, dicabut');
  });

  test('a shipped claim that the office retracted stays retracted after the next start', async () => {
    const shipped = (await planner.call(potentialApi.listEvidence, { code: '74.14' })).find(
      (e) => e.origin === 'shipped' && e.grade === 'E',
    );
    await planner.call(potentialApi.retractEvidence, {
      id: shipped?.id ?? '',
      reason: 'Berita lama, tidak dipakai lagi',
    });
    await server.owner`delete from setting where key = 'potential.digest'`;
    const again = await loadPotential(server.owner, readConfig({}).root, '74');
    expect(again).toEqual({ changed: true, evidence: 0, recipes: 0 });
    expect(await loadPotential(server.owner, readConfig({}).root, '74')).toMatchObject({
      changed: false,
    });
    const line = (await planner.call(potentialApi.listEvidence, { code: '74.14' })).find(
      (e) => e.id === shipped?.id,
    );
    expect(line?.retractedAt).not.toBeNull();
  });

  test('an official figure above the minimum opens, one below it holds back and says the figure', async () => {
    const add = (code: string, value: number) => server.owner`
      insert into fact (id, code, indicator, item, year, value, grade, source, entered_by, entered_at)
      values (gen_random_uuid(), ${code}, 'production', 'rumput-laut', 2023, ${value}, 'M', 'DKP Sultra', 'test', now())`;
    await add(KONKEP, 3.23);
    await add('74.13', 2933.77);
    const tiny = await gate(planner, KONKEP, 'rumput-laut-olahan');
    expect(tiny.status).toBe('blocked');
    expect(tiny.flags).toContain('tiny-base');
    expect(tiny.because.find((r) => r.code === 'gate-tiny-base')?.params['value']).toBe(3.23);
    const enough = await gate(planner, '74.13', 'rumput-laut-olahan');
    expect(enough).toMatchObject({ status: 'open', grade: 'C' });
  });

  test('a new spelling is taught once', async () => {
    await planner.call(potentialApi.addSpelling, { spelling: 'Kelapa butir', commodity: 'kelapa' });
    expect(
      (
        await planner.refusal(potentialApi.addSpelling, {
          spelling: 'kelapa  BUTIR',
          commodity: 'kelapa',
        })
      )?.code,
    ).toBe('already-exists');
  });
});

describe('recipes', () => {
  test('every change is a new version with who and why, and two editors cannot overwrite each other', async () => {
    const recipe = (await planner.call(potentialApi.listRecipes, {})).find(
      (r) => r.id === 'gula-aren',
    );
    if (recipe === undefined) throw new Error('no recipe');
    const { version, ...body } = recipe;
    const changed = { ...body, training: { ...body.training, days: 6 } };
    const input = { id: 'gula-aren', recipe: changed, basedOn: version, reason: 'Rapat 12 Maret' };
    expect(await planner.call(potentialApi.changeRecipe, input)).toEqual({ version: version + 1 });
    expect((await planner.refusal(potentialApi.changeRecipe, input))?.code).toBe(
      'changed-meanwhile',
    );
    expect(
      (await planner.refusal(potentialApi.changeRecipe, { ...input, basedOn: version + 1 }))?.code,
    ).toBe('rule-broken');
    const versions = await planner.call(potentialApi.listRecipeVersions, { id: 'gula-aren' });
    expect(versions[0]).toMatchObject({ version: 2, changed: ['training'], shipped: false });
    expect(versions[1]).toMatchObject({ version: 1, shipped: true });
    expect((await koltim.refusal(potentialApi.changeRecipe, input))?.code).toBe('not-allowed');
    const mine = (await planner.call(potentialApi.listRecipes, {})).find(
      (r) => r.id === 'gula-aren',
    );
    expect(mine).toMatchObject({ version: 2, training: { days: 6 } });
  });

  test('a recipe with a raw material nobody knows is refused', async () => {
    const [recipe] = await planner.call(potentialApi.listRecipes, {});
    if (recipe === undefined) throw new Error('no recipe');
    const { version, ...body } = recipe;
    expect(
      (
        await planner.refusal(potentialApi.changeRecipe, {
          id: recipe.id,
          recipe: { ...body, commodities: ['batu-bulan'] },
          basedOn: version,
          reason: 'Percobaan saja',
        })
      )?.code,
    ).toBe('rule-broken');
  });
});

describe('overrides and past aid', () => {
  test('an override opens with a name and a reason, keeps the reasons against it, and can be withdrawn', async () => {
    const input = {
      code: KOLTIM,
      recipe: 'abon-kerupuk-ikan',
      officerName: 'Kepala Dinas',
      reason: 'Ikan dibeli dari Kolaka setiap hari',
    };
    expect((await koltim.refusal(potentialApi.addOverride, input))?.code).toBe('not-allowed');
    const { id } = await planner.call(potentialApi.addOverride, input);
    const open = await gate(planner, KOLTIM, 'abon-kerupuk-ikan');
    expect(open.status).toBe('overridden');
    expect(codes(open.because).slice(0, 2)).toEqual(['gate-override', 'gate-no-coast']);
    expect(open.grade).toBeNull();
    expect((await gate(planner, '74.11.05', 'abon-kerupuk-ikan')).status).toBe('overridden');
    expect((await planner.refusal(potentialApi.addOverride, input))?.code).toBe('already-exists');
    await planner.call(potentialApi.withdrawOverride, { id, reason: 'Rute ikan terputus' });
    expect((await gate(planner, KOLTIM, 'abon-kerupuk-ikan')).status).toBe('blocked');
    expect((await planner.call(potentialApi.listOverrides, {}))[0]?.withdrawReason).toBe(
      'Rute ikan terputus',
    );
  });

  test('equipment that is in use again is no longer a failure', async () => {
    const [idle] = await planner.call(potentialApi.listPastAid, { code: '74.02' });
    expect(idle).toMatchObject({ status: 'idle', subject: 'rotan-kayu', valueRupiah: null });
    expect((await gate(planner, '74.02', 'mebel-kayu')).flags).toContain('past-failure');
    await planner.call(potentialApi.changePastAid, {
      id: idle?.id ?? '',
      status: 'used',
      cause: null,
      reason: 'Kunjungan lapangan Mei',
    });
    expect((await gate(planner, '74.02', 'mebel-kayu')).flags).not.toContain('past-failure');
  });
});

test('the demo answers show a ready, a conditional and an absent kit and one open service, all marked', async () => {
  const fresh = await openTestServer();
  const person = await fresh.person('planner');
  const scope = wholeScope('system.demo', '74', await listKabCodes(fresh.pool));
  const now = '2026-03-02T01:00:00.000Z';
  expect(await inScope(fresh.pool, scope, (db) => loadDemoAnswers(db, now))).toBeGreaterThan(20);
  expect(await inScope(fresh.pool, scope, (db) => loadDemoAnswers(db, now))).toBe(0);
  const at = async (code: string, recipe: string) => gate(person, code, recipe);
  expect((await at(KOLTIM, 'gula-aren')).readiness.kit).toBe('ready');
  expect((await at(KOLTIM, 'kakao-olahan')).readiness.kit).toBe('conditional');
  expect((await at(KONKEP, 'minyak-kelapa')).readiness.kit).toBe('absent');
  expect((await at('74.71', 'bengkel-motor')).status).toBe('open');
  expect((await at('74.71', 'bengkel-motor')).synthetic).toBe(true);
  const snapshot = await inScope(fresh.pool, scope, loadPotentialSnapshot);
  expect(snapshot.answers.every((a) => a.synthetic && a.via === 'demo')).toBe(true);
  await fresh.close();
});
