import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import {
  type FamilyChange,
  type FamilyDetail,
  type FamilyEntry,
  type Purpose,
  REVEALS_A_DAY,
  type registryApi,
} from '#api/registry.ts';
import type { importOperations } from '#api/registry-import.ts';
import { familiesUpTo } from '#domain/need.ts';
import { maskName } from '#domain/person-name.ts';
import { covers, levelOf, type RegionLevel } from '#domain/region.ts';
import { ageOn } from '#domain/written-date.ts';
import { isDemo } from '../access/queries.ts';
import { type Context, done, type Handlers, Problem } from '../context.ts';
import { findRegion } from '../regions/queries.ts';
import { buildFamilyFile } from './family-file.ts';
import { findNeedSources, listNeed } from './queries.ts';
import { preferSets, refreshFamilies } from './queries-current.ts';
import * as q from './queries-families.ts';
import { refreshNeed } from './queries-need.ts';
import { XLSX_TYPE } from './xlsx-type.ts';

const BELOW: Readonly<Record<RegionLevel, RegionLevel | undefined>> = {
  province: 'kab',
  kab: 'kec',
  kec: 'village',
  village: undefined,
};

const PAGE_SIZE = 50;
const EXPORT_ROWS = 5000;

type FamilyOperations = Omit<typeof registryApi, keyof typeof importOperations>;

export const familyHandlers: Handlers<FamilyOperations> = {
  async listFamilyPlaces(ctx, input) {
    const level = BELOW[levelOf(input.region)];
    const need = level === undefined ? [] : await listNeed(ctx.db, { level, within: input.region });
    const kab = input.region.length >= 5 ? input.region.slice(0, 5) : undefined;
    const source = (await findNeedSources(ctx.db)).find((s) => s.kab === kab);
    const [own] = kab === undefined ? [] : await listNeed(ctx.db, { level: 'kab', within: kab });
    const names = await q.listNames(
      ctx.db,
      need.map((n) => n.code),
    );
    return {
      source:
        source === undefined
          ? null
          : {
              data: source.source,
              name: source.sourceName,
              asOf: source.asOf,
              families: own?.families ?? 0,
            },
      places: need.map((n) => ({
        code: n.code,
        name: names.get(n.code) ?? n.code,
        families: n.families,
        upTo1: familiesUpTo(n.byDesil, 1),
        upTo4: familiesUpTo(n.byDesil, 4),
      })),
    };
  },

  async listFamilies(ctx, input) {
    const filter = filterOf(input);
    const total = await q.countFamilies(ctx.db, filter);
    const rows = await q.listFamilies(ctx.db, filter, {
      limit: PAGE_SIZE,
      offset: (input.page - 1) * PAGE_SIZE,
    });
    return { total, page: input.page, pageSize: PAGE_SIZE, families: rows.map(entryOf) };
  },

  getFamily: (ctx, input) => detailOf(ctx, input.kab, input.id),

  async revealFamily(ctx, input) {
    const family = await getFamily(ctx, input.kab, input.id);
    needPurpose(input);
    const before = await q.countReveals(ctx.db, ctx.actor.id, startOfDay(ctx.now));
    if (before >= REVEALS_A_DAY && (input.assignment ?? '').length < 10) {
      throw new Problem('reason-needed', { reveals: before });
    }
    const people = await q.listPeople(ctx.db, family);
    return done(
      {
        head: family.headName,
        kk: family.kkSealed === null ? null : ctx.keys.open(family.kkSealed),
        address: family.address,
        people: people.map((p) => ({
          n: p.n,
          name: p.name,
          nik: p.nikSealed === null ? null : ctx.keys.open(p.nikSealed),
          birthDate: p.birthDate,
        })),
        revealsToday: before + 1,
      },
      {
        kab: input.kab,
        subject: input.id,
        details: {
          purpose: input.purpose,
          note: withoutNumbers(input.note),
          people: people.length,
          ...(input.assignment ? { assignment: withoutNumbers(input.assignment) } : {}),
        },
      },
    );
  },

  async addFamilyChange(ctx, input) {
    const family = await getFamily(ctx, input.kab, input.id);
    if (input.effectiveOn > witaDate(ctx.now)) {
      throw new Problem('rule-broken', { rule: 'change-in-future' });
    }
    const village = input.kind === 'moved' ? (input.village ?? null) : null;
    if (input.kind === 'moved') await needVillage(ctx, input.kab, village);
    const field = input.kind === 'correction' ? (input.field ?? null) : null;
    const value = input.kind === 'correction' ? (input.value ?? null) : null;
    if (input.kind === 'correction' && (field === null || value === null)) {
      throw new Problem('bad-input', { issues: [{ path: 'field' }] });
    }
    const id = randomUUID();
    await q.addChange(ctx.db, {
      kab: input.kab,
      id,
      familyId: family.id,
      kind: input.kind,
      village,
      field,
      value,
      note: input.note,
      effectiveOn: input.effectiveOn,
      by: ctx.actor.id,
      now: ctx.now,
    });
    const detail = await afterChange(ctx, input.kab, input.id);
    return done(detail, {
      kab: input.kab,
      subject: input.id,
      details: { change: id, kind: input.kind, field, value, village },
    });
  },

  async revokeFamilyChange(ctx, input) {
    const family = await getFamily(ctx, input.kab, input.id);
    const revoked = await q.revokeChange(ctx.db, {
      kab: input.kab,
      id: input.change,
      familyId: family.id,
      reason: input.reason,
      by: ctx.actor.id,
      now: ctx.now,
    });
    if (!revoked) throw new Problem('not-found');
    const detail = await afterChange(ctx, input.kab, input.id);
    return done(detail, {
      kab: input.kab,
      subject: input.id,
      details: { change: input.change },
    });
  },

  async exportFamilies(ctx, input) {
    const level = levelOf(input.region);
    if (level !== 'kec' && level !== 'village') {
      throw new Problem('rule-broken', { rule: 'export-one-place' });
    }
    needPurpose(input);
    const filter = filterOf(input);
    const total = await q.countFamilies(ctx.db, filter);
    if (total > EXPORT_ROWS) throw new Problem('rule-broken', { rule: 'export-too-large' });
    if (total === 0) throw new Problem('not-found');
    const nikPurpose = input.nikPurpose ?? '';
    if (nikPurpose !== '' && ctx.actor.role !== 'planner') {
      throw new Problem('not-allowed', { role: ctx.actor.role });
    }
    if (nikPurpose !== '' && nikPurpose.length < 10) throw new Problem('reason-needed');
    const rows = await q.listFamilies(ctx.db, filter, { limit: EXPORT_ROWS, offset: 0 });
    const kab = input.region.slice(0, 5);
    const niks = new Map<string, string>();
    if (nikPurpose !== '') {
      const ids = rows.map((r) => r.id);
      for (const { id, nikSealed } of await q.listHeadNiks(ctx.db, kab, ids)) {
        niks.set(id, ctx.keys.open(nikSealed));
      }
    }
    const place = await findRegion(ctx.db, input.region);
    const body = await buildFamilyFile(rows, {
      place: `${place?.name ?? input.region} (${input.region})`,
      by: ctx.actor.name,
      at: ctx.now,
      purpose: input.purpose,
      note: input.note,
      demo: await isDemo(ctx.db),
      niks: nikPurpose === '' ? undefined : niks,
    });
    return done(
      { filename: `keluarga-${input.region}.xlsx`, contentType: XLSX_TYPE, body },
      {
        kab,
        subject: input.region,
        details: {
          purpose: input.purpose,
          note: withoutNumbers(input.note),
          rows: rows.length,
          nik: nikPurpose !== '',
          ...(nikPurpose === '' ? {} : { nikPurpose: withoutNumbers(nikPurpose) }),
        },
      },
    );
  },
};

/* ------------------------------------------------------------------- details */

async function getFamily(ctx: Context, kab: string, id: string): Promise<q.FamilyFound> {
  const family = await q.findFamily(ctx.db, kab, id);
  if (family === undefined) throw new Problem('not-found');
  return family;
}

async function detailOf(ctx: Context, kab: string, id: string): Promise<FamilyDetail> {
  const family = await getFamily(ctx, kab, id);
  const people = await q.listPeople(ctx.db, family);
  const records = await q.listRecords(ctx.db, kab, id);
  const changes = await q.listChanges(ctx.db, kab, id);
  const { ownership, floor, wall, roof, light, fuel, water, toilet } = family;
  return {
    kab,
    id,
    listed: family.listed,
    village: family.village,
    villageName: family.villageName,
    path: family.path,
    head: family.headName === null ? null : maskName(family.headName),
    desil: family.desil,
    members: family.members,
    womenHeaded: family.womenHeaded,
    withDisability: family.withDisability,
    withBusiness: family.withBusiness,
    hasKk: family.kkSealed !== null,
    housing: { ownership, floor, wall, roof, light, fuel, water, toilet },
    housingKnown: family.housingKnown,
    housingDeprived: family.housingDeprived,
    savings: family.savings,
    aid: family.aid,
    stuntingRisk: family.stuntingRisk,
    warnings: family.warnings ?? [],
    people: people.map(({ name, nikSealed: _nik, birthDate, ...p }) => ({
      ...p,
      name: name === null ? null : maskName(name),
      age: birthDate === null ? null : ageOn(birthDate, family.cutOff),
    })),
    records: records.map(({ undone, inForce, ...r }) => ({
      ...r,
      state: undone
        ? ('undone' as const)
        : r.importNo === family.importNo && inForce
          ? ('current' as const)
          : inForce
            ? ('in-force' as const)
            : ('older' as const),
    })),
    changes: changes.map((c) => ({ ...c, state: stateOf(c, family.cutOff) })),
  };
}

const stateOf = (c: q.ChangeFound, cutOff: string): FamilyChange['state'] => {
  if (c.revokedAt !== null) return 'revoked';
  return c.effectiveOn < cutOff ? 'overtaken' : 'in-force';
};

function entryOf({ headName, address: _address, ...row }: q.FamilyRow): FamilyEntry {
  return { ...row, head: headName === null ? null : maskName(headName) };
}

/** The family first, then the reply, then the sums of its kabupaten, which hash whole tables. */
async function afterChange(ctx: Context, kab: string, id: string): Promise<FamilyDetail> {
  await refreshFamilies(ctx.db, [kab], id);
  const detail = await detailOf(ctx, kab, id);
  await preferSets(ctx.db);
  await refreshNeed(ctx.db, [kab]);
  return detail;
}

async function needVillage(ctx: Context, kab: string, village: string | null): Promise<void> {
  const region = village === null ? undefined : await findRegion(ctx.db, village);
  if (village === null || region === undefined || levelOf(village) !== 'village') {
    throw new Problem('bad-input', { issues: [{ path: 'village' }] });
  }
  if (!covers(kab, village)) throw new Problem('rule-broken', { rule: 'moved-outside' });
}

/* ------------------------------------------------------------------ purposes */

function needPurpose(input: Pick<z.infer<typeof Purpose>, 'purpose' | 'note'>): void {
  if (input.purpose === 'other' && input.note.length < 5) throw new Problem('reason-needed');
}

/** Somebody may type a NIK into a reason; an audit line never holds one. */
const withoutNumbers = (text: string): string => text.replace(/\d{8,}/g, '••••');

const WITA_HOURS = 8;
const witaDate = (iso: string): string =>
  new Date(Date.parse(iso) + WITA_HOURS * 3_600_000).toISOString().slice(0, 10);
const startOfDay = (iso: string): string =>
  new Date(Date.parse(`${witaDate(iso)}T00:00:00Z`) - WITA_HOURS * 3_600_000).toISOString();

function filterOf(input: {
  region: string;
  desil?: number | undefined;
  womenHeaded?: boolean | undefined;
  disability?: boolean | undefined;
  changed?: boolean | undefined;
}): q.FamilyFilter {
  return {
    region: input.region,
    desil: input.desil,
    womenHeaded: input.womenHeaded,
    disability: input.disability,
    changed: input.changed,
  };
}
