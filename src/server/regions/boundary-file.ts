import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BoundaryReport } from '#api/regions.ts';
import { foldRegionName, levelOf, type RegionCode } from '#domain/region.ts';
import { matchRegion, type RegionIndex } from '#domain/region-match.ts';
import type { Box, Polygon, Shape } from '#engine/spatial/geometry.ts';
import { noRepairs, type Repairs, repairGeometry } from '#engine/spatial/repair.ts';
import type { Config } from '../config.ts';
import { Problem } from '../context.ts';
import type { BoundaryLevel } from './queries-boundaries.ts';

export const MAX_MEGABYTES = 50;

/** Where an uploaded file waits until it is used or thrown away. */
export const boundaryPath = (config: Config, id: string): string =>
  join(config.dataDir, 'boundaries', `${id}.geojson`);

/** What was read, before anything is dissolved. */
export interface ReadBoundaries {
  readonly level: BoundaryLevel;
  readonly codeProperty: string;
  readonly shapes: Shape[];
  readonly found: Pick<
    BoundaryReport,
    | 'features'
    | 'matched'
    | 'unmatched'
    | 'refused'
    | 'joined'
    | 'renamed'
    | 'namesDiffer'
    | 'repairs'
  >;
}

interface Feature {
  properties: Record<string, unknown>;
  geometry: unknown;
}

/** Names used by BIG, BPS, Kemendagri copies and desktop programs for the code and the name. */
const CODE_NAMES = /^(kode|code|kd|kdepum|id_?(desa|kel|kec|kab)|bps|kemendagri|gid)/i;
const PLACE_NAMES = /^(nama|name|namobj|nm|wadm|desa|kelurahan|kecamatan|kabupaten|kab_?kota)/i;

const wrong = (rule: string, details: Record<string, string | number> = {}) =>
  new Problem('rule-broken', { rule, ...details });

/**
 * Reads a FeatureCollection and matches its features with regions by Kemendagri code. read = matched
 * + unmatched + refused + joined, always. `box`: where the province can lie.
 */
export function readBoundaryFile(
  path: string,
  index: RegionIndex,
  box: Box,
  askedProperty: string | null,
): ReadBoundaries {
  const features = readFeatures(path);
  const codeProperty = askedProperty ?? guessCodeProperty(features, index);
  const nameProperty = guessNameProperty(features, index, codeProperty);

  const found: ReadBoundaries['found'] = {
    features: features.length,
    matched: 0,
    unmatched: [],
    refused: [],
    joined: [],
    renamed: [],
    namesDiffer: [],
    repairs: noRepairs(),
  };
  const parts = new Map<RegionCode, Polygon[]>();
  for (const { properties, geometry } of features) {
    const written = textOf(properties[codeProperty]);
    const name = nameProperty === undefined ? '' : textOf(properties[nameProperty]);
    const match = matchRegion(index, { code: written, bps: '', name }, 'kemendagri');
    if (!match.ok) {
      found.unmatched.push({ code: written, name, reason: match.reason });
      continue;
    }
    const repaired = repairGeometry(geometry, box);
    if (!repaired.ok) {
      found.refused.push({ code: match.code, name, why: repaired.refusal });
      continue;
    }
    addRepairs(found.repairs, repaired.repairs);
    if (match.warnings.some((w) => w.code === 'code-renamed')) {
      found.renamed.push({ code: match.code, was: written });
    }
    if (match.nameDiffers) {
      found.namesDiffer.push({ code: match.code, name, region: index.names.get(match.code) ?? '' });
    }
    const before = parts.get(match.code);
    if (before === undefined) {
      parts.set(match.code, [...repaired.polygons]);
      found.matched++;
    } else {
      // One region in several features: islands, mostly. A part drawn twice is not counted twice.
      const known = new Set(before.map((p) => JSON.stringify(p)));
      before.push(...repaired.polygons.filter((p) => !known.has(JSON.stringify(p))));
      found.joined.push({ code: match.code, name });
    }
  }
  refuseOtherScheme(found);
  const level = oneLevel([...parts.keys()]);
  return {
    level,
    codeProperty,
    found,
    shapes: [...parts].map(([code, polygons]) => ({ code, polygons })),
  };
}

function readFeatures(path: string): Feature[] {
  if (statSync(path).size > MAX_MEGABYTES * 1048576) {
    throw new Problem('file-too-large', { megabytes: MAX_MEGABYTES });
  }
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch {
    throw wrong('boundary-not-json');
  }
  const { type, features, crs } = (file ?? {}) as Record<string, unknown>;
  if (type === 'Topology') throw wrong('boundary-topojson');
  if (type !== 'FeatureCollection' || !Array.isArray(features) || features.length === 0) {
    throw wrong('boundary-not-collection');
  }
  const crsName = (crs as { properties?: { name?: unknown } } | undefined)?.properties?.name;
  if (typeof crsName === 'string' && !/CRS84|4326/.test(crsName)) {
    throw wrong('boundary-crs', { crs: crsName.slice(0, 80) });
  }
  return features.map((f) => {
    const { properties, geometry } = (f ?? {}) as Partial<Feature>;
    return { properties: properties ?? {}, geometry };
  });
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

function propertiesOf(features: readonly Feature[]): string[] {
  return [...new Set(features.slice(0, 200).flatMap((f) => Object.keys(f.properties)))];
}

/** The property whose values are codes of our regions in most features; the finest level wins. */
function guessCodeProperty(features: readonly Feature[], index: RegionIndex): string {
  const sample = features.slice(0, 400);
  let best: { property: string; score: number } | undefined;
  for (const property of propertiesOf(features)) {
    const codes = new Set<string>();
    for (const { properties } of sample) {
      const match = matchRegion(
        index,
        { code: textOf(properties[property]), bps: '', name: '' },
        'kemendagri',
      );
      if (match.ok) codes.add(match.code);
    }
    // A code column names a different region in nearly every feature; a parent's code does not.
    const score = codes.size + (CODE_NAMES.test(property) ? 0.5 : 0);
    if (codes.size > sample.length * 0.4 && score > (best?.score ?? 0)) best = { property, score };
  }
  if (best === undefined) {
    throw wrong('boundary-no-code', { properties: propertiesOf(features).slice(0, 12).join(', ') });
  }
  return best.property;
}

function guessNameProperty(
  features: readonly Feature[],
  index: RegionIndex,
  codeProperty: string,
): string | undefined {
  const sample = features.slice(0, 400);
  let best: { property: string; hits: number } | undefined;
  for (const property of propertiesOf(features)) {
    if (property === codeProperty) continue;
    let hits = PLACE_NAMES.test(property) ? 0.5 : 0;
    for (const { properties } of sample) {
      const name = foldRegionName(textOf(properties[property]));
      const match = matchRegion(
        index,
        { code: textOf(properties[codeProperty]), bps: '', name: '' },
        'kemendagri',
      );
      if (match.ok && foldRegionName(index.names.get(match.code) ?? '') === name) hits++;
    }
    if (hits > 0 && hits > (best?.hits ?? 0)) best = { property, hits };
  }
  return best?.property;
}

function oneLevel(codes: readonly RegionCode[]): BoundaryLevel {
  const levels = new Set(codes.map(levelOf));
  const [level] = levels;
  if (level === undefined) throw wrong('boundary-no-match');
  if (level === 'province') throw wrong('boundary-province');
  if (levels.size > 1) throw wrong('boundary-mixed-levels');
  return level;
}

/** Right codes with other regions' names on them: the digits are BPS codes, all valid, all wrong. */
function refuseOtherScheme(found: ReadBoundaries['found']): void {
  const disagree =
    found.namesDiffer.length +
    found.unmatched.filter((u) => u.reason.code === 'name-code-disagree').length;
  if (disagree > (found.matched + found.unmatched.length) * 0.3 && disagree > 1) {
    throw wrong('boundary-scheme', { disagree, features: found.features });
  }
}

function addRepairs(sum: Repairs, more: Repairs): void {
  for (const key of Object.keys(sum) as (keyof Repairs)[]) sum[key] += more[key];
}
