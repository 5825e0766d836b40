import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import { foldRegionName, levelOf, parentOf, type RegionKind, villageKind } from '#domain/region.ts';
import type { Db, Pool } from '../db/sql.ts';
import { loadSchematic } from './load-schematic.ts';

/**
 * The province's regions from the npm package `idn-area-data` (data under ODbL) with the corrections
 * of db/reference/region_corrections.csv, which bring it to Kepmendagri 300.2.2-2138/2025. See
 * docs/regions.md. Runs as the owner at start and does nothing where the inputs are unchanged.
 */
export async function loadRegions(
  owner: Pool,
  root: string,
  province: string,
): Promise<{ changed: boolean; regions: number }> {
  const files = readInputs(root);
  const digest = createHash('sha256').update(JSON.stringify(files)).update(MADE_BY).digest('hex');
  const [before] = await owner<{ value: string }[]>`
    select value from setting where key = 'regions.digest'`;
  if (before?.value === digest) return { changed: false, regions: 0 };
  const rows = buildRegions(files, province);
  await owner.begin(async (db) => {
    await store(db, rows, files);
    await storeTravel(db, files, province);
    await loadSchematic(db, new Date().toISOString());
    await db`
      insert into setting (key, value) values ('regions.digest', ${JSON.stringify(digest)}::text::jsonb)
      on conflict (key) do update set value = excluded.value`;
  });
  return { changed: true, regions: rows.length };
}

/** Raised where what is made from the inputs changes, so that installations make it again. */
const MADE_BY = 'schematic-3';

interface Inputs {
  provinces: Record<string, string>[];
  regencies: Record<string, string>[];
  districts: Record<string, string>[];
  villages: Record<string, string>[];
  corrections: Record<string, string>[];
  kabupaten: Record<string, string>[];
  aliases: Record<string, string>[];
}

export interface RegionRow {
  code: string;
  level: string;
  kind: RegionKind;
  name: string;
  parent: string | null;
  source: string;
}

function readInputs(root: string): Inputs {
  const require = createRequire(import.meta.url);
  const packageDir = dirname(dirname(require.resolve('idn-area-data')));
  const csv = (path: string) =>
    Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), {
      header: true,
      skipEmptyLines: true,
    }).data;
  const area = (name: string) => csv(join(packageDir, 'data', `${name}.csv`));
  const reference = (name: string) => csv(join(root, 'db/reference', `${name}.csv`));
  return {
    provinces: area('provinces'),
    regencies: area('regencies'),
    districts: area('districts'),
    villages: area('villages'),
    corrections: reference('region_corrections'),
    kabupaten: reference('kabupaten'),
    aliases: reference('region_aliases'),
  };
}

const PACKAGE = 'idn-area-data 3.1.2 (ODbL)';

export function buildRegions(files: Inputs, province: string): RegionRow[] {
  const inside = (code: string | undefined): code is string =>
    code !== undefined && (code === province || code.startsWith(`${province}.`));
  const names = new Map<string, { name: string; source: string }>();
  for (const list of [files.provinces, files.regencies, files.districts, files.villages]) {
    for (const row of list) {
      if (inside(row['code'])) names.set(row['code'], { name: row['name'] ?? '', source: PACKAGE });
    }
  }
  for (const fix of files.corrections) {
    const code = fix['code'] ?? '';
    const to = { name: fix['name'] ?? '', source: fix['source'] ?? '' };
    if (fix['action'] === 'removed' || fix['action'] === 'moved') names.delete(code);
    if (fix['action'] === 'moved') names.set(fix['new_code'] ?? '', to);
    if (fix['action'] === 'renamed' || fix['action'] === 'added') names.set(code, to);
  }
  for (const kab of files.kabupaten) {
    names.set(kab['code'] ?? '', { name: kab['name'] ?? '', source: PACKAGE });
  }
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { name, source }]) => ({
      code,
      level: levelOf(code),
      kind: kindOf(code, name),
      name: code === province ? titleCase(name) : name.trim(),
      parent: parentOf(code) ?? null,
      source,
    }));
}

function kindOf(code: string, name: string): RegionKind {
  switch (levelOf(code)) {
    case 'province':
      return 'provinsi';
    case 'kab':
      return name.startsWith('Kota ') ? 'kota' : 'kabupaten';
    case 'kec':
      return 'kecamatan';
    case 'village':
      return villageKind(code);
  }
}

const titleCase = (name: string): string =>
  name.toLowerCase().replace(/\b\w/g, (c) => c.toUpperCase());

async function store(db: Db, rows: RegionRow[], files: Inputs): Promise<void> {
  const by = <K extends keyof RegionRow>(key: K) => rows.map((r) => r[key]);
  await db`
    insert into region (code, level, kind, name, parent, source)
    select * from unnest(${by('code')}::text[], ${by('level')}::text[], ${by('kind')}::text[],
      ${by('name')}::text[], ${by('parent')}::text[], ${by('source')}::text[])
    on conflict (code) do update set
      name = excluded.name, kind = excluded.kind, source = excluded.source, valid_to = null`;
  // A village that left the list keeps its row: old records still point at it.
  await db`update region set valid_to = current_date
    where valid_to is null and not (code = any (${by('code')}::text[]))`;

  for (const fix of files.corrections) {
    if (fix['action'] !== 'moved') continue;
    await db`
      insert into region_renamed (old_code, new_code, source)
      values (${fix['code'] ?? ''}, ${fix['new_code'] ?? ''}, ${fix['source'] ?? ''})
      on conflict (old_code) do update set new_code = excluded.new_code`;
  }
  for (const kab of files.kabupaten) {
    const code = kab['code'] ?? '';
    const source = kab['source'] ?? '';
    await db`
      insert into region_bps (code, bps_code, source) values (${code}, ${kab['bps_code'] ?? ''}, ${source})
      on conflict (code) do update set bps_code = excluded.bps_code`;
    await db`
      insert into region_position (code, lat, lng, source)
      values (${code}, ${Number(kab['lat'])}, ${Number(kab['lng'])}, ${source}) on conflict (code) do nothing`;
    for (const trait of ['coast', 'island'] as const) {
      await db`
        insert into region_trait (code, trait, value, source)
        values (${code}, ${trait}, ${kab[trait] === 'yes'}, 'Letak geografis') on conflict do nothing`;
    }
  }
  const aliases = [
    ...files.aliases.map((a) => ({
      code: a['code'] ?? '',
      name: a['alias'] ?? '',
      source: a['source'] ?? '',
    })),
    ...rows
      .filter((r) => r.level === 'kab')
      .map((r) => ({ code: r.code, name: r.name, source: PACKAGE })),
  ];
  for (const alias of aliases) {
    await db`
      insert into region_alias (folded, code, name, source)
      values (${foldRegionName(alias.name)}, ${alias.code}, ${alias.name}, ${alias.source}) on conflict do nothing`;
  }
}

/**
 * How each kabupaten is reached from the province capital, as far as geography says it: an island by
 * sea. Hours and cost are nobody's guess and stay blank; a row somebody changed is left alone.
 */
async function storeTravel(db: Db, files: Inputs, province: string): Promise<void> {
  const from = `${province}.71`;
  const others = files.kabupaten.filter((k) => k['code'] !== from);
  await db`
    insert into travel (from_code, to_code, mode, source)
    select ${from}, code, mode, 'Letak geografis'
    from unnest(${others.map((k) => k['code'] ?? '')}::text[],
      ${others.map((k) => (k['island'] === 'yes' ? 'sea' : 'land'))}::text[]) as t (code, mode)
    on conflict (from_code, to_code) do nothing`;
}
