import { type Reason, reason } from './reason.ts';
import {
  type CodeScheme,
  covers,
  foldRegionName,
  kabOf,
  levelOf,
  type RegionCode,
  type RegionLevel,
} from './region.ts';
import { matchRegion, type RegionIndex } from './region-match.ts';

/** Where a row says it is: up to three codes and four names, as text; empty where there is no column. */
export interface WrittenPlace {
  readonly villageCode: string;
  readonly kecCode: string;
  readonly kabCode: string;
  readonly provinceName: string;
  readonly kabName: string;
  readonly kecName: string;
  readonly villageName: string;
}

export type PlaceField = keyof WrittenPlace;

export type PlaceMatch =
  | { ok: true; code: RegionCode; level: RegionLevel; warnings: readonly PlaceWarning[] }
  | { ok: false; field: PlaceField; reason: Reason };
export interface PlaceWarning {
  readonly field: PlaceField;
  readonly reason: Reason;
}

/** Regions below a kabupaten by folded name: `74.12|wawoniibarat` → codes. Built once per file. */
export type NamesBelow = ReadonlyMap<string, readonly RegionCode[]>;

export function namesBelow(index: RegionIndex): NamesBelow {
  const below = new Map<string, RegionCode[]>();
  for (const [code, name] of index.names) {
    const level = levelOf(code);
    if (level !== 'kec' && level !== 'village') continue;
    const parent = level === 'kec' ? kabOf(code) : code.slice(0, 8);
    const key = `${parent}|${foldRegionName(name)}`;
    below.set(key, [...(below.get(key) ?? []), code]);
  }
  return below;
}

const refuse = (field: PlaceField, why: Reason): PlaceMatch => ({ ok: false, field, reason: why });

/**
 * The lowest region a row names. A code decides and the names beside it confirm: the name of another
 * kabupaten refuses the row, another spelling of a kecamatan or village is a remark. Without a usable
 * code the names of kabupaten, kecamatan and village must lead to one village together.
 */
export function matchPlace(
  index: RegionIndex,
  below: NamesBelow,
  written: WrittenPlace,
  scheme: CodeScheme | undefined,
): PlaceMatch {
  const field = (['villageCode', 'kecCode', 'kabCode'] as const).find((f) => written[f] !== '');
  if (field === undefined) return matchNames(index, below, written, undefined, []);
  const match = matchRegion(index, { code: written[field], bps: '', name: '' }, scheme);
  if (!match.ok) {
    // Only kabupaten are paired with BPS codes; below them the names can still say which village.
    const kab = match.reason.code === 'bps-below-kab' ? bpsKab(index, written[field]) : undefined;
    if (kab === undefined || written.kecName === '' || written.villageName === '') {
      return refuse(field, match.reason);
    }
    return matchNames(index, below, written, kab, [
      { field, reason: reason('bps-by-name', { code: written[field] }) },
    ]);
  }
  const warnings = match.warnings.map((why) => ({ field, reason: why }));
  const disagreement = otherCodes(index, written, field, match.code, scheme);
  if (disagreement !== undefined) return disagreement;
  return confirmNames(index, below, written, match.code, warnings);
}

function bpsKab(index: RegionIndex, text: string): RegionCode | undefined {
  return index.bps.get(text.replace(/\D/g, '').slice(0, 4));
}

/** A kecamatan or kabupaten code beside the village code must be the one the village lies in. */
function otherCodes(
  index: RegionIndex,
  written: WrittenPlace,
  used: PlaceField,
  code: RegionCode,
  scheme: CodeScheme | undefined,
): PlaceMatch | undefined {
  for (const field of ['kecCode', 'kabCode'] as const) {
    if (field === used || written[field] === '') continue;
    // Codes of one level only ("03") and bare pairs decide nothing beside a full code.
    const other = matchRegion(index, { code: written[field], bps: '', name: '' }, scheme);
    if (!other.ok || other.code === index.province) continue;
    if (!covers(other.code, code)) {
      return refuse(
        field,
        reason('codes-disagree', { code: written[used], other: written[field] }),
      );
    }
  }
  return undefined;
}

function confirmNames(
  index: RegionIndex,
  below: NamesBelow,
  written: WrittenPlace,
  code: RegionCode,
  warnings: PlaceWarning[],
): PlaceMatch {
  if (written.kabName !== '' && code.length >= 5) {
    const kab = matchRegion(
      index,
      { code: kabOf(code), bps: '', name: written.kabName },
      'kemendagri',
    );
    if (!kab.ok) return refuse('kabName', kab.reason);
    warnings.push(...kab.warnings.map((why) => ({ field: 'kabName' as const, reason: why })));
  }
  const level = levelOf(code);
  if (level === 'kab' && written.kecName !== '') {
    return matchNames(index, below, written, code, warnings);
  }
  if (level === 'kec' && written.villageName !== '') {
    return findBelow(index, below, written, code, 'villageName', warnings);
  }
  const named = [
    ['kecName', code.slice(0, 8)],
    ['villageName', code],
  ] as const;
  for (const [field, own] of named) {
    const name = index.names.get(own);
    if (written[field] === '' || name === undefined || own.length > code.length) continue;
    if (field === 'villageName' && level !== 'village') continue;
    if (foldRegionName(name) !== foldRegionName(written[field])) {
      warnings.push({
        field,
        reason: reason('name-differs', { name: written[field], region: name }),
      });
    }
  }
  return { ok: true, code, level, warnings };
}

function matchNames(
  index: RegionIndex,
  below: NamesBelow,
  written: WrittenPlace,
  kab: RegionCode | undefined,
  warnings: PlaceWarning[],
): PlaceMatch {
  let code = kab;
  if (written.kabName !== '') {
    const match = matchRegion(
      index,
      { code: kab ?? '', bps: '', name: written.kabName },
      kab === undefined ? undefined : 'kemendagri',
    );
    if (!match.ok) return refuse('kabName', match.reason);
    code = match.code;
  }
  if (code === undefined || code.length < 5) {
    return refuse('villageCode', reason('region-missing'));
  }
  if (written.kecName === '') {
    if (written.villageName !== '') {
      return refuse('kecName', reason('name-needs-kec', { name: written.villageName }));
    }
    return { ok: true, code, level: 'kab', warnings };
  }
  return findBelow(index, below, written, code, 'kecName', warnings);
}

function findBelow(
  index: RegionIndex,
  below: NamesBelow,
  written: WrittenPlace,
  parent: RegionCode,
  field: 'kecName' | 'villageName',
  warnings: PlaceWarning[],
): PlaceMatch {
  const found = below.get(`${parent}|${foldRegionName(written[field])}`) ?? [];
  const [only] = found;
  const inside = index.names.get(parent) ?? parent;
  if (only === undefined) {
    return refuse(field, reason('name-not-found', { name: written[field], inside }));
  }
  if (found.length > 1) {
    return refuse(field, reason('name-not-unique', { name: written[field], inside }));
  }
  if (field === 'kecName' && written.villageName !== '') {
    return findBelow(index, below, written, only, 'villageName', warnings);
  }
  return { ok: true, code: only, level: field === 'kecName' ? 'kec' : 'village', warnings };
}
