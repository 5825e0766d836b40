import * as z from 'zod';

/**
 * Region codes are Kemendagri codes with dots: 74 · 74.12 · 74.12.03 · 74.12.03.2004.
 * BPS codes are a different scheme (six of the seventeen kabupaten differ) and never stand alone.
 */
export const regionLevels = ['province', 'kab', 'kec', 'village'] as const;
export type RegionLevel = (typeof regionLevels)[number];

export const RegionCode = z.string().regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, 'region-code');
export type RegionCode = z.infer<typeof RegionCode>;

export const KabCode = z.string().regex(/^\d{2}\.\d{2}$/, 'kab-code');

export const regionKinds = [
  'provinsi',
  'kabupaten',
  'kota',
  'kecamatan',
  'kelurahan',
  'desa',
] as const;
export type RegionKind = (typeof regionKinds)[number];

const LENGTH_TO_LEVEL: Record<number, RegionLevel> = {
  2: 'province',
  5: 'kab',
  8: 'kec',
  13: 'village',
};

/** Level of a well-formed dotted code. */
export function levelOf(code: RegionCode): RegionLevel {
  return LENGTH_TO_LEVEL[code.length] ?? 'village';
}

export const provinceOf = (code: RegionCode): RegionCode => code.slice(0, 2);
export const kabOf = (code: RegionCode): RegionCode => code.slice(0, 5);
export const kecOf = (code: RegionCode): RegionCode => code.slice(0, 8);

/** The code one level up; undefined for a province. */
export function parentOf(code: RegionCode): RegionCode | undefined {
  const cut = code.lastIndexOf('.');
  return cut < 0 ? undefined : code.slice(0, cut);
}

/** True where `inner` is `outer` or lies inside it. */
export function covers(outer: RegionCode, inner: RegionCode): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}

/** The fourth block of a village code starts with 1 for a kelurahan, 2 for a desa. */
export function villageKind(code: RegionCode): RegionKind {
  return code.at(9) === '1' ? 'kelurahan' : 'desa';
}

export type CodeScheme = 'kemendagri' | 'bps';

export type ParsedCode =
  | { ok: true; code: RegionCode }
  | { ok: false; reason: 'code-empty' | 'code-malformed' | 'code-bare-four' | 'code-damaged' };

/**
 * Reads a Kemendagri code as offices write it: with dots, without dots, with spaces, or as a number.
 * A bare 4-digit code is refused unless the caller has declared the scheme: 7401 is Kolaka in one
 * scheme and Buton in the other, and both look valid.
 */
export function parseKemendagriCode(raw: string, options: { schemeDeclared: boolean }): ParsedCode {
  const text = raw.trim();
  if (text === '') return { ok: false, reason: 'code-empty' };
  if (/e\+?\d/i.test(text)) return { ok: false, reason: 'code-damaged' };
  const digits = text.replace(/[.\s-]/g, '').replace(/,0+$/, '');
  if (!/^\d+$/.test(digits)) return { ok: false, reason: 'code-malformed' };
  const dotted = text.includes('.');
  switch (digits.length) {
    case 2:
      return { ok: true, code: digits };
    case 4:
      if (!dotted && !options.schemeDeclared) return { ok: false, reason: 'code-bare-four' };
      return { ok: true, code: dotAt(digits, [2]) };
    case 6:
      return { ok: true, code: dotAt(digits, [2, 4]) };
    case 10:
      return { ok: true, code: dotAt(digits, [2, 4, 6]) };
    default:
      return { ok: false, reason: 'code-malformed' };
  }
}

function dotAt(digits: string, cuts: readonly number[]): string {
  let out = '';
  let from = 0;
  for (const cut of cuts) {
    out += `${digits.slice(from, cut)}.`;
    from = cut;
  }
  return out + digits.slice(from);
}

/**
 * The form under which two spellings of one region name meet: lower case, no accents, no
 * "kabupaten/kota/kecamatan/desa/kelurahan", no spaces or punctuation.
 */
export function foldRegionName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(
      /^(provinsi|kabupaten|kab|kota administrasi|kota|kecamatan|kec|kelurahan|kel|desa)\b\.?/u,
      '',
    )
    .replace(/[^a-z0-9]/g, '');
}
