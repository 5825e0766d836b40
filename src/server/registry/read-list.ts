import {
  matchPlace,
  namesBelow,
  type PlaceMatch,
  type WrittenPlace,
} from '#domain/family-region.ts';
import {
  type FamilyPart,
  familyRowReader,
  type ReadFamilyRow,
  type RowIssue,
} from '#domain/family-row.ts';
import type { ImportField } from '#domain/import-field.ts';
import type { ImportLayout, LayoutRow } from '#domain/import-layout.ts';
import { isSyntheticNik } from '#domain/nik.ts';
import { type Reason, reason } from '#domain/reason.ts';
import { type CodeScheme, covers, type RegionCode } from '#domain/region.ts';
import type { RegionIndex } from '#domain/region-match.ts';
import { Problem } from '../context.ts';
import type { Keys } from '../keys.ts';
import { openSheetFile } from '../spreadsheet/open-sheet.ts';
import { createCompactMap } from './compact-map.ts';
import type { Ledger } from './ledger.ts';
import { stageLine } from './stage-line.ts';

export interface ListFile {
  readonly part: number;
  readonly path: string;
  readonly layout: ImportLayout;
}

export interface ReadOptions {
  readonly files: readonly ListFile[];
  readonly regions: RegionIndex;
  readonly scheme: CodeScheme | undefined;
  readonly cutOff: string;
  /** Rows outside it are refused. */
  readonly area: RegionCode;
  readonly demo: boolean;
  readonly keys: Keys;
  readonly dry: boolean;
  readonly ledger: Ledger;
  /** Called between batches with the share read, 0 to 1; may throw to stop. */
  onBatch(share: number): void;
}

const CHUNK = 256 * 1024;

/**
 * Reads the file (or the file of families and then the file of members) row by row, decides on each,
 * and yields COPY lines of the accepted ones in large pieces. Keeps about 60 bytes per family and 24
 * per person, so 700,000 families stay under 150 MB.
 */
export async function* readList(o: ReadOptions): AsyncIterable<string> {
  const families = openFamilies(o);
  const place = rememberPlaces(o.regions, o.scheme);
  let n = 0;
  let pending = '';
  for (const [i, file] of o.files.entries()) {
    const sheet = await openSheetFile(file.path);
    try {
      const joined = file.part > 1;
      const read = familyRowReader({ layout: file.layout, place, cutOff: o.cutOff, joined });
      const from = file.layout.headRow + (file.layout.headRow === 0 ? 1 : file.layout.headRows);
      for await (const batch of sheet.rows(file.layout.sheet)) {
        o.onBatch((i + sheet.share()) / o.files.length);
        for (const row of batch) {
          if (row.number < from) continue;
          const staged = families.decide(file, row, read(row));
          o.ledger.add(file.part, row, staged.issues);
          if (staged.row === undefined) continue;
          pending += stageLine({ ...staged.row, n: ++n }, o.keys, o.dry);
        }
        if (pending.length > CHUNK) {
          yield pending;
          pending = '';
        }
      }
    } finally {
      await sheet.close();
    }
  }
  if (pending !== '') yield pending;
}

/** A file repeats a few thousand places over and over; each spelling is looked up once. */
export function rememberPlaces(
  index: RegionIndex,
  scheme: CodeScheme | undefined,
): (written: WrittenPlace) => PlaceMatch {
  const below = namesBelow(index);
  const seen = new Map<string, PlaceMatch>();
  return (written) => {
    const key = `${written.villageCode}|${written.kecCode}|${written.kabCode}|${written.kabName}|${written.kecName}|${written.villageName}`;
    let match = seen.get(key);
    if (match === undefined) {
      match = matchPlace(index, below, written, scheme);
      if (seen.size < 50_000) seen.set(key, match);
    }
    return match;
  };
}

interface Decided {
  row:
    | {
        familyN: number;
        part: number;
        rowNo: number;
        first: boolean;
        isHead: boolean;
        family: FamilyPart;
        person: NonNullable<ReadFamilyRow['person']>;
        warnings: readonly string[];
      }
    | undefined;
  issues: readonly RowIssue[];
}

const HEAD_SEEN = 1;
const NO_WARNINGS: readonly string[] = [];

/** What one row cannot know alone: whose family it is, and who has been here before. */
function openFamilies(o: ReadOptions) {
  const byKey = createCompactMap();
  const byNik = createCompactMap();
  const villages: string[] = [''];
  const villageNumbers = new Map<string, number>();
  let count = 0;
  let villageOf = new Uint16Array(1024);
  let desilOf = new Uint8Array(1024);
  let flags = new Uint8Array(1024);
  /** A family without any number: its head came just before. */
  let nameless: { familyN: number; rowNo: number } | undefined;

  function open(family: FamilyPart): number {
    count++;
    if (count >= villageOf.length) {
      villageOf = enlarged(villageOf, new Uint16Array(count * 2));
      desilOf = enlarged(desilOf, new Uint8Array(count * 2));
      flags = enlarged(flags, new Uint8Array(count * 2));
    }
    let number = villageNumbers.get(family.village);
    if (number === undefined) {
      number = villages.push(family.village) - 1;
      villageNumbers.set(family.village, number);
    }
    villageOf[count] = number;
    desilOf[count] = family.desil ?? 0;
    return count;
  }

  function decide(file: ListFile, row: LayoutRow, read: ReadFamilyRow): Decided {
    const { family, person } = read;
    if (family === undefined || person === undefined)
      return { row: undefined, issues: read.issues };
    const issues = read.issues as RowIssue[];
    const refuse = (field: ImportField | '', why: Reason): Decided => ({
      row: undefined,
      issues: [...issues, { field, reason: why, refused: true }],
    });
    const warn = (field: ImportField | '', why: Reason) =>
      issues.push({ field, reason: why, refused: false });

    if (family.village !== '' && !covers(o.area, family.village)) {
      return refuse('villageCode', reason('outside-area', { region: family.village }));
    }
    if (person.nikState === 'ok' && person.nik !== null) refuseMixing(person.nik);

    const key =
      family.familyId !== null
        ? `i:${family.familyId}`
        : family.kk !== null
          ? `k:${family.kk}`
          : undefined;
    const known = key === undefined ? undefined : byKey.get(key);
    let familyN = known;
    if (file.part > 1) {
      if (known === undefined) return refuse('familyId', reason('family-unknown'));
    } else if (file.layout.kind === 'family') {
      if (known !== undefined) return refuse('familyId', reason('family-twice'));
    } else if (key === undefined) {
      if (person.relation === 'head') familyN = undefined;
      else if (nameless?.rowNo === row.number - 1) familyN = nameless.familyN;
      else return refuse('familyId', reason('family-key-missing'));
    }
    const seen =
      person.nikState === 'ok' && person.nik !== null ? byNik.get(person.nik) : undefined;
    if (seen !== undefined && seen === familyN) return refuse('nik', reason('person-twice'));
    if (seen !== undefined) warn('nik', reason('nik-twice'));

    const first = familyN === undefined;
    const n = familyN ?? open(family);
    if (first && key !== undefined) byKey.set(key, n);
    // The head a family file names comes again in the file of members; that is no repetition.
    const headAgain = o.files.length > 1 && file.part === 1;
    if (person.nikState === 'ok' && person.nik !== null && !headAgain) byNik.set(person.nik, n);
    if (key === undefined && file.layout.kind === 'person')
      nameless = { familyN: n, rowNo: row.number };
    if (!first && file.part === 1) {
      if (family.village !== '' && villages[villageOf[n] ?? 0] !== family.village) {
        warn('villageCode', reason('family-village-differs', { village: family.village }));
      }
      if (family.desil !== null && family.desil !== desilOf[n]) {
        warn('desil', reason('family-desil-differs', { desil: family.desil }));
      }
    }
    const bit = file.part > 1 ? HEAD_SEEN << 1 : HEAD_SEEN;
    let isHead = person.relation === 'head';
    if (isHead && ((flags[n] ?? 0) & bit) !== 0) {
      warn('relation', reason('two-heads'));
      isHead = false;
    }
    if (isHead) flags[n] = (flags[n] ?? 0) | bit;
    return {
      row: {
        familyN: n,
        part: file.part,
        rowNo: row.number,
        first,
        isHead,
        family,
        person,
        warnings:
          issues.length === 0 ? NO_WARNINGS : [...new Set(issues.map((i) => i.reason.code))],
      },
      issues,
    };
  }

  /** Example families carry province 99, which nobody has: the two never stand in one database. */
  function refuseMixing(nik: string): void {
    if (isSyntheticNik(nik) !== o.demo) throw new Problem('demo-real-mixed');
  }

  return { decide };
}

function enlarged<T extends Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
