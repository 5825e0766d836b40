import { type Reason, reason } from './reason.ts';
import {
  type CodeScheme,
  foldRegionName,
  kabOf,
  kecOf,
  levelOf,
  parseKemendagriCode,
  type RegionCode,
} from './region.ts';

/** What a table that speaks of regions is checked against; loaded once per file. */
export interface RegionIndex {
  readonly province: RegionCode;
  /** Regions in force and their names. */
  readonly names: ReadonlyMap<RegionCode, string>;
  readonly renamed: ReadonlyMap<string, RegionCode>;
  /** BPS code → Kemendagri code; kabupaten and the province only. */
  readonly bps: ReadonlyMap<string, RegionCode>;
  /** Folded spelling → regions of kabupaten or province level it may mean. */
  readonly aliases: ReadonlyMap<string, readonly RegionCode[]>;
}

/** The region of one row as it was written; empty text where the file has no such column. */
export interface WrittenRegion {
  readonly code: string;
  readonly bps: string;
  readonly name: string;
}

export type RegionMatch =
  | { ok: true; code: RegionCode; warnings: readonly Reason[]; nameDiffers: boolean }
  | { ok: false; field: 'code' | 'bps' | 'name'; reason: Reason };

const refuse = (
  field: 'code' | 'bps' | 'name',
  code: string,
  params: Record<string, string> = {},
): RegionMatch => ({ ok: false, field, reason: reason(code, params) });

/**
 * Which region a row means. Codes decide, names confirm: six kabupaten carry each other's number in
 * the other scheme, so a code whose name belongs to another region is refused, both codes are
 * compared where both stand there, and a bare number without a declared scheme is never guessed.
 * A name alone is enough for a kabupaten, never below.
 */
export function matchRegion(
  index: RegionIndex,
  written: WrittenRegion,
  scheme: CodeScheme | undefined,
): RegionMatch {
  const kemendagri = scheme === 'bps' ? '' : written.code.trim();
  const bps = written.bps.trim() || (scheme === 'bps' ? written.code.trim() : '');
  const name = written.name.trim();
  const warnings: Reason[] = [];

  let code: RegionCode | undefined;
  if (kemendagri !== '') {
    const read = readKemendagri(index, kemendagri, name, scheme, warnings);
    if (typeof read !== 'string') return read;
    code = read;
  }
  if (bps !== '') {
    const other = readBps(index, bps, name);
    if (typeof other === 'object') {
      // Below kabupaten the pair is not known; where the Kemendagri code stands, its digits suffice.
      if (code === undefined || other.reason.code !== 'bps-below-kab') return other;
      const kab = index.bps.get(digitsOf(bps).slice(0, 4));
      if (kab !== undefined && kab !== kabOf(code)) return pairDisagrees(index, code, kab);
    } else if (code === undefined) code = other;
    else if (other !== code) return pairDisagrees(index, code, other);
  }
  if (code === undefined) return matchByName(index, name);
  return confirmName(index, code, name, warnings);
}

function readKemendagri(
  index: RegionIndex,
  text: string,
  name: string,
  scheme: CodeScheme | undefined,
  warnings: Reason[],
): RegionCode | Extract<RegionMatch, { ok: false }> {
  let written = text;
  const no = (code: string, params: Record<string, string> = {}) =>
    refuse('code', code, params) as Extract<RegionMatch, { ok: false }>;
  // A spreadsheet turns 74.10 into the number 74.1; only the name can say that nothing else was meant.
  if (/^\d{2}\.\d$/.test(written)) {
    written = `${written}0`;
    if (!namesRegion(index, written, name)) return no('code-lost-zero', { code: text });
    warnings.push(reason('code-repaired', { code: text, as: written }));
  }
  if (scheme === undefined && !written.includes('.') && digitsOf(written).length === 10) {
    return no('code-scheme-undeclared', { code: text });
  }
  const parsed = parseKemendagriCode(written, { schemeDeclared: scheme !== undefined });
  if (!parsed.ok) return no(parsed.reason, { code: text });
  if (parsed.code !== index.province && !parsed.code.startsWith(`${index.province}.`)) {
    return no('outside-province', { region: name || text });
  }
  if (index.names.has(parsed.code)) return parsed.code;
  const now = index.renamed.get(parsed.code);
  if (now === undefined) return no('code-unknown', { code: text });
  warnings.push(reason('code-renamed', { code: text, as: now }));
  return now;
}

function readBps(
  index: RegionIndex,
  text: string,
  name: string,
): RegionCode | Extract<RegionMatch, { ok: false }> {
  const no = (code: string, params: Record<string, string> = {}) =>
    refuse('bps', code, params) as Extract<RegionMatch, { ok: false }>;
  const digits = digitsOf(text);
  if (!/^\d+$/.test(digits)) return no('code-malformed', { code: text });
  if (digits === index.province || digits === `${index.province}00`) return index.province;
  if (!digits.startsWith(index.province)) return no('outside-province', { region: name || text });
  const code = index.bps.get(digits);
  if (code !== undefined) return code;
  return no(digits.length > 4 ? 'bps-below-kab' : 'bps-unknown', { code: text });
}

const digitsOf = (text: string): string => text.replace(/[.\s-]/g, '').replace(/,0+$/, '');

function pairDisagrees(index: RegionIndex, code: RegionCode, other: RegionCode): RegionMatch {
  return refuse('bps', 'code-pair-disagrees', {
    code,
    name: nameOf(index, code),
    other: nameOf(index, other),
  });
}

const nameOf = (index: RegionIndex, code: RegionCode): string => index.names.get(code) ?? code;

function namesRegion(index: RegionIndex, code: RegionCode, name: string): boolean {
  if (name === '') return false;
  const folded = foldRegionName(name);
  return (
    foldRegionName(nameOf(index, code)) === folded ||
    (index.aliases.get(folded) ?? []).includes(code)
  );
}

/** The kecamatan and kabupaten a code lies in; a column may name those instead. */
const above = (code: RegionCode): RegionCode[] =>
  code.length > 5 ? [kecOf(code), kabOf(code)].filter((outer) => outer !== code) : [];

function confirmName(
  index: RegionIndex,
  code: RegionCode,
  name: string,
  warnings: Reason[],
): RegionMatch {
  if (name === '' || namesRegion(index, code, name)) {
    return { ok: true, code, warnings, nameDiffers: false };
  }
  const level = levelOf(code);
  const own = nameOf(index, code);
  if (above(code).some((outer) => namesRegion(index, outer, name))) {
    return { ok: true, code, warnings, nameDiffers: false };
  }
  if (level === 'kab' || level === 'province') {
    const [other] = index.aliases.get(foldRegionName(name)) ?? [];
    if (other !== undefined) {
      return refuse('name', 'name-code-disagree', { name, code, region: own });
    }
  }
  return {
    ok: true,
    code,
    warnings: [...warnings, reason('name-differs', { name, region: own })],
    nameDiffers: true,
  };
}

function matchByName(index: RegionIndex, name: string): RegionMatch {
  if (name === '') return refuse('name', 'region-missing');
  const found = index.aliases.get(foldRegionName(name)) ?? [];
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    return { ok: true, code: only, warnings: [], nameDiffers: false };
  }
  if (found.length > 1) return refuse('name', 'name-not-unique', { name });
  const below = [...index.names].some(
    ([code, known]) => code.length > 5 && foldRegionName(known) === foldRegionName(name),
  );
  if (below) return refuse('name', 'name-needs-code', { name });
  return refuse('name', 'outside-province', { region: name });
}
