import type { FamilyPart, PersonPart } from '#domain/family-row.ts';
import { housingItems } from '#domain/housing.ts';
import type { Keys } from '../keys.ts';
import { stageColumns } from './queries-stage.ts';

/** Sixteen bytes of a keyed digest are plenty to find somebody among millions, and half the index. */
export const digestOf = (keys: Keys, purpose: 'nik' | 'kk', value: string): string =>
  `\\\\x${keys.digest(purpose, value).toString('hex', 0, 16)}`;

const sealedOf = (keys: Keys, value: string): string => `\\\\x${keys.seal(value).toString('hex')}`;

export interface StageRow {
  n: number;
  familyN: number;
  part: number;
  rowNo: number;
  /** First accepted row of its family: it carries the family's own columns. */
  first: boolean;
  isHead: boolean;
  family: FamilyPart;
  person: PersonPart;
  warnings: readonly string[];
}

/**
 * One COPY line, in the order of stageColumns. A dry run keeps nothing, so it encrypts nothing and
 * digests only what identity needs: the KK and the NIK of heads.
 */
export function stageLine(row: StageRow, keys: Keys, dry: boolean): string {
  const { family: f, person: p } = row;
  const sound = p.nikState === 'ok' && p.nik !== null;
  const own = row.first
    ? [
        f.village.slice(0, 5),
        f.village,
        f.desil ?? NULL,
        free(f.familyId),
        f.kk === null ? NULL : digestOf(keys, 'kk', f.kk),
        f.kk === null || dry ? NULL : sealedOf(keys, f.kk),
        free(f.address),
        f.members ?? NULL,
        ...HOUSING.map((item) => f.housing[item] ?? NULL),
        f.housingKnown,
        f.housingDeprived,
        f.savings ?? NULL,
        f.aid ?? NULL,
        f.stuntingRisk ?? NULL,
      ].join('\t')
    : ALL_NULL;
  return `${row.n}\t${row.familyN}\t${row.part}\t${row.rowNo}\t${row.first}\t${own}\t${row.isHead}\t${free(p.personId)}\t${
    sound && (!dry || row.isHead) ? digestOf(keys, 'nik', p.nik ?? '') : NULL
  }\t${p.nik === null || dry ? NULL : sealedOf(keys, p.nik)}\t${p.nik === null ? NULL : p.nik.slice(-4)}\t${
    p.nikState
  }\t${free(p.name)}\t${p.sex ?? NULL}\t${p.birthDate ?? NULL}\t${p.relation ?? NULL}\t${p.marital ?? NULL}\t${
    p.education ?? NULL
  }\t${p.occupation ?? NULL}\t${p.disability ?? NULL}\t${p.business ?? NULL}\t${p.dukcapil ?? NULL}\t${
    row.warnings.length === 0 ? NULL : row.warnings.join(',')
  }\n`;
}

const NULL = '\\N';
const ALL_NULL = new Array<string>(21).fill(NULL).join('\t');

/** Text somebody typed: escaped for COPY, without the character zero PostgreSQL does not have. */
function free(text: string | null): string {
  if (text === null) return NULL;
  return SPECIAL.test(text) ? text.replace(SPECIALS, (c) => ESCAPES[c] ?? '') : text;
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const SPECIAL = /[\\\t\n\r\u0000]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const SPECIALS = /[\\\t\n\r\u0000]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const HOUSING = ['ownership', 'floor', 'wall', 'roof', 'light', 'fuel', 'water', 'toilet'] as const;

// The two lists must speak of the same columns in the same order, or COPY would put walls into roofs.
const from = stageColumns.indexOf('ownership');
if (
  HOUSING.some((item, i) => stageColumns[from + i] !== item) ||
  HOUSING.length !== housingItems.length
) {
  throw new Error('stage columns and housing items disagree');
}
