import type { PlaceMatch, WrittenPlace } from './family-region.ts';
import { deprivationBits, type HousingItem, housingItems, readHousing } from './housing.ts';
import type { ImportField } from './import-field.ts';
import { cellText, type ImportLayout, type LayoutCell, type LayoutRow } from './import-layout.ts';
import { type NikState, readKk, readNik } from './nik.ts';
import {
  type Education,
  type Marital,
  type Occupation,
  type Relation,
  readDisability,
  readEducation,
  readMarital,
  readOccupation,
  readRelation,
  readSex,
  readYesNo,
  type Sex,
} from './person-words.ts';
import { type Reason, reason } from './reason.ts';
import { ageOn, readDate } from './written-date.ts';

/** One fault or remark about a row: which column, why, and whether the row is refused for it. */
export interface RowIssue {
  /** Empty where the row as a whole is meant. */
  readonly field: ImportField | '';
  readonly reason: Reason;
  readonly refused: boolean;
}

export interface FamilyPart {
  readonly village: string;
  readonly familyId: string | null;
  readonly kk: string | null;
  readonly desil: number | null;
  readonly address: string | null;
  readonly members: number | null;
  readonly housing: Readonly<Partial<Record<HousingItem, number | null>>>;
  readonly housingKnown: number;
  readonly housingDeprived: number;
  readonly savings: boolean | null;
  /** Bits: 1 PKH, 2 Sembako, 4 BPNT, 8 BST, 16 BPUM; null where no column tells. */
  readonly aid: number | null;
  readonly stuntingRisk: boolean | null;
}

export interface PersonPart {
  readonly personId: string | null;
  readonly nikState: NikState;
  readonly nik: string | null;
  readonly name: string | null;
  readonly sex: Sex | null;
  readonly birthDate: string | null;
  readonly relation: Relation | null;
  readonly marital: Marital | null;
  readonly education: Education | null;
  readonly occupation: Occupation | null;
  readonly disability: boolean | null;
  readonly business: boolean | null;
  readonly dukcapil: boolean | null;
}

export interface ReadFamilyRow {
  /** Undefined where the row is refused. */
  readonly family: FamilyPart | undefined;
  readonly person: PersonPart | undefined;
  readonly issues: readonly RowIssue[];
}

export interface FamilyRowTools {
  readonly layout: ImportLayout;
  /** The place of a row; remembers what it has seen, since a file repeats few places often. */
  place(written: WrittenPlace): PlaceMatch;
  /** The day the data speak of: ages and centuries are counted on it. */
  readonly cutOff: string;
  /** A file of members beside a file of families: the family's own columns may be missing. */
  readonly joined: boolean;
}

const AID = [
  ['pkh', 1],
  ['sembako', 2],
  ['bpnt', 4],
  ['bst', 8],
  ['bpum', 16],
] as const;

const NOTHING = /^(-|–|0|null|n\/a|tidak ada|tidak diketahui|#n\/a)?$/i;

/**
 * A reader for the rows of one family list: what a row says of the family, what it says of the
 * person, and what is wrong or doubtful. All faults of a row are named at once. The same row always
 * gives the same answer; the reader only remembers words it has read before, because a file says
 * TIDAK a million times.
 */
export function familyRowReader(tools: FamilyRowTools): (row: LayoutRow) => ReadFamilyRow {
  const { layout } = tools;
  const { columns } = layout;
  const disabilityColumns = new Set(layout.disabilityColumns);
  if (columns.disability !== undefined) disabilityColumns.add(columns.disability);
  const readHouse = Object.fromEntries(
    housingItems.map((item) => [item, remember((text: string) => readHousing(item, text))]),
  ) as Record<HousingItem, (text: string) => number | undefined>;
  const sexOf = remember(readSex);
  const relationOf = remember(readRelation);
  const maritalOf = remember(readMarital);
  const educationOf = remember(readEducation);
  const occupationOf = remember(readOccupation);
  const answerOf = remember(readYesNo);
  const disabilityOf = remember(readDisability);

  let row: LayoutRow = { number: 0, cells: [] };
  let issues: RowIssue[] = [];
  let refused = false;

  return (next) => {
    row = next;
    issues = [];
    refused = false;
    const strange = strangeRow(row, layout);
    if (strange !== undefined) {
      refuse('', strange);
      return { family: undefined, person: undefined, issues };
    }
    const family = readFamily();
    const person = readPerson();
    if (columns.status !== undefined && INACTIVE.test(text('status'))) {
      refuse('status', reason('status-inactive', { value: text('status') }));
    }
    if (refused) return { family: undefined, person: undefined, issues };
    return { family, person, issues };
  };

  function cell(field: ImportField): LayoutCell {
    const column = columns[field];
    return column === undefined ? null : (row.cells[column] ?? null);
  }
  function text(field: ImportField): string {
    return cellText(cell(field));
  }
  function warn(field: ImportField | '', why: Reason): void {
    issues.push({ field, reason: why, refused: false });
  }
  function refuse(field: ImportField | '', why: Reason): void {
    refused = true;
    issues.push({ field, reason: why, refused: true });
  }

  function readFamily(): FamilyPart {
    const kk = readKk(sixteenCell(cell('kk')), layout.lostLastDigits);
    const village = readVillage();
    if (kk.warning) warn('kk', kk.warning);
    const house: Partial<Record<HousingItem, number | null>> = {};
    for (const item of housingItems) {
      const written = text(item);
      if (written === '' || UNKNOWN.test(written)) continue;
      const code = readHouse[item](written);
      if (code === undefined) warn(item, reason('word-unknown', { value: written.slice(0, 40) }));
      else house[item] = code;
    }
    const bits = deprivationBits(house);
    return {
      village,
      familyId: idText(cell('familyId')),
      kk: kk.state === 'ok' ? kk.digits : null,
      desil: readDesil(),
      address: readAddress(),
      members: readMembers(),
      housing: house,
      housingKnown: bits.known,
      housingDeprived: bits.deprived,
      savings: yesNo('savings'),
      aid: readAid(),
      stuntingRisk: readRisk(),
    };
  }

  function readVillage(): string {
    const place = tools.place({
      villageCode: codeText(cell('villageCode')),
      kecCode: codeText(cell('kecCode')),
      kabCode: codeText(cell('kabCode')),
      provinceName: '',
      kabName: text('kabName'),
      kecName: text('kecName'),
      villageName: text('villageName'),
    });
    if (!place.ok) {
      if (!tools.joined) refuse(place.field, place.reason);
      return '';
    }
    if (place.level !== 'village') {
      if (!tools.joined) refuse('villageCode', reason('village-missing', { code: place.code }));
      return '';
    }
    for (const w of place.warnings) warn(w.field, w.reason);
    return place.code;
  }

  function readDesil(): number | null {
    const written = text('desil');
    if (columns.desil === undefined) return null;
    if (NOTHING.test(written)) {
      warn('desil', reason('desil-missing'));
      return null;
    }
    const digits = /^(?:desil|d)?[ _-]*0*(\d{1,3})(?:[.,]0+)?\+?$/i.exec(written)?.[1];
    const desil = digits === undefined ? Number.NaN : Number(digits);
    if (desil >= 1 && desil <= 10) return desil;
    refuse('desil', reason('desil-unreadable', { value: written.slice(0, 40) }));
    return null;
  }

  function readAddress(): string | null {
    const street = text('address');
    const rt = text('rt');
    const rw = text('rw');
    const whole =
      `${street === '-' ? '' : street}${rt ? ` RT ${rt}` : ''}${rw ? ` RW ${rw}` : ''}`.trim();
    return whole === '' ? null : whole.slice(0, 400);
  }

  function readMembers(): number | null {
    const written = text('members');
    if (written === '') return null;
    const n = Number(written.replace(/[.,]0+$/, ''));
    if (Number.isInteger(n) && n >= 1 && n <= 40) return n;
    warn('members', reason('members-unreadable', { value: written.slice(0, 20) }));
    return null;
  }

  function yesNo(field: ImportField): boolean | null {
    const value = cell(field);
    if (value === null || value === '' || value instanceof Date) return null;
    const answer = answerOf(value);
    if (answer === undefined && cellText(value) !== '') {
      warn(field, reason('word-unknown', { value: cellText(value).slice(0, 40) }));
    }
    return answer ?? null;
  }

  function readAid(): number | null {
    let aid: number | null = null;
    for (const [field, bit] of AID) {
      const answer = yesNo(field);
      if (answer !== null) aid = (aid ?? 0) | (answer ? bit : 0);
    }
    return aid;
  }

  function readRisk(): boolean | null {
    const written = text('stunting').toLowerCase();
    if (written === '') return null;
    if (/tidak|bukan|^0$/.test(written)) return false;
    return /risiko|resiko|^ya$|^1$/.test(written) ? true : null;
  }

  function readPerson(): PersonPart | undefined {
    const own = layout.kind === 'person' ? ['name', 'headName'] : ['headName', 'name'];
    const named = text(own[0] as ImportField) || text(own[1] as ImportField);
    const name = NOTHING.test(named) ? null : named.replace(/\s+/g, ' ').slice(0, 120);
    const nik =
      columns.nik === undefined
        ? undefined
        : readNik(sixteenCell(cell('nik')), {
            reference: tools.cutOff,
            lostLastDigit: layout.lostLastDigits,
          });
    if (name === null && (nik?.digits ?? null) === null) {
      refuse(columns.name === undefined ? 'headName' : 'name', reason('nobody'));
      return undefined;
    }
    if (nik?.warning) warn('nik', nik.warning);
    if (name === null) warn('name', reason('name-missing'));
    const relation = layout.kind === 'family' ? 'head' : word('relation', relationOf);
    if (relation === null && columns.relation !== undefined && text('relation') === '') {
      warn('relation', reason('relation-missing'));
    }
    const sex = word('sex', sexOf) ?? nik?.sex ?? null;
    if (nik?.sex && sex !== nik.sex) warn('sex', reason('nik-sex-differs'));
    return {
      personId: idText(cell('personId')),
      nikState: nik?.state ?? 'none',
      nik: nik?.digits ?? null,
      name,
      sex,
      birthDate: readBirth(nik?.birthDate ?? null),
      relation,
      marital: word('marital', maritalOf),
      education: word('education', educationOf),
      occupation: readWork(),
      disability: readDisabled(),
      business: yesNo('business'),
      dukcapil: yesNo('dukcapil'),
    };
  }

  function word<C>(field: ImportField, read: (text: string) => C | undefined): C | null {
    const written = text(field);
    if (written === '' || NOTHING.test(written)) return null;
    const code = read(written);
    if (code === undefined) warn(field, reason('word-unknown', { value: written.slice(0, 40) }));
    return code ?? null;
  }

  /** Registers have hundreds of occupations; one we have no group for is still work. */
  function readWork(): Occupation | null {
    const written = text('occupation');
    if (written === '' || NOTHING.test(written)) return null;
    return occupationOf(written) ?? 'other';
  }

  function readBirth(fromNik: string | null): string | null {
    const value = cell('birthDate');
    const read = readDate(typeof value === 'boolean' ? null : value, {
      order: layout.dateOrder,
      reference: tools.cutOff,
    });
    if (!read.ok) {
      if (read.why === 'unreadable') {
        warn('birthDate', reason('date-unreadable', { value: cellText(value).slice(0, 40) }));
      }
      return fromNik;
    }
    if (read.turned) warn('birthDate', reason('date-turned', { value: cellText(value) }));
    const age = ageOn(read.date, tools.cutOff);
    if (age < 0 || age > 115) {
      warn('birthDate', reason('birth-implausible', { value: read.date }));
      return null;
    }
    if (fromNik !== null && fromNik !== read.date) warn('birthDate', reason('nik-birth-differs'));
    return read.date;
  }

  function readDisabled(): boolean | null {
    let known: boolean | null = null;
    for (const column of disabilityColumns) {
      const value = row.cells[column] ?? null;
      if (value === null || value === '' || value instanceof Date) continue;
      const answer = disabilityOf(value);
      if (answer !== undefined) known = known === true || answer;
      else if (cellText(value) !== '') {
        warn('disability', reason('word-unknown', { value: cellText(value).slice(0, 40) }));
      }
    }
    return known;
  }
}

const INACTIVE = /non ?aktif|tidak aktif|meninggal|dihapus/i;
const UNKNOWN = /^(-|–|null|n\/a|tidak diketahui|#n\/a)$/i;

/** A function of few different values, looked up instead of worked out again. */
function remember<A extends string | number | boolean, R>(read: (value: A) => R): (value: A) => R {
  const seen = new Map<A, R>();
  return (value) => {
    const known = seen.get(value);
    if (known !== undefined || seen.has(value)) return known as R;
    const result = read(value);
    if (seen.size < 5000) seen.set(value, result);
    return result;
  };
}

/** Lines that are no families: the head again on a new page, sums, notes and signatures under the table. */
function strangeRow(row: LayoutRow, layout: ImportLayout): Reason | undefined {
  const { columns, heads } = layout;
  const of = (field: ImportField) => cellText(row.cells[columns[field] ?? -1]);
  const named = columns.name ?? columns.headName ?? columns.nik;
  if (named !== undefined) {
    const head = heads[named] ?? '';
    if (head !== '' && cellText(row.cells[named]).toLowerCase() === head.toLowerCase()) {
      return reason('repeated-head');
    }
  }
  const identified =
    of('name') !== '' ||
    of('headName') !== '' ||
    of('nik') !== '' ||
    of('familyId') !== '' ||
    of('kk') !== '';
  if (identified) return undefined;
  const filled = row.cells.map(cellText).filter((t) => t !== '');
  if (filled.some((t) => /^(jumlah|total|grand total)\b/i.test(t))) return reason('total-row');
  const mapped = Object.values(columns).some((c) => cellText(row.cells[c]) !== '');
  const numbered = filled.every((t) => /^\(?\d{1,2}\)?$/.test(t)) && filled.length > 3;
  if (numbered) return reason('repeated-head');
  return mapped && of('desil') !== '' ? undefined : reason('no-data');
}

/** Codes may be numbers in a sheet; 7412012001 and 74.12 must not become 7.4e9. */
export function codeText(cell: LayoutCell): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return cellText(cell).replace(/^'/, '');
}

/** An id is whatever the register printed; scientific notation means it is lost. */
function idText(cell: LayoutCell): string | null {
  const written = codeText(cell);
  if (NOTHING.test(written) || /^0+$|^\d[.,]\d+e\+?\d+$/i.test(written)) return null;
  if (typeof cell === 'number' && cell >= 1e15) return null;
  return written.slice(0, 60);
}

const sixteenCell = (cell: LayoutCell): string | number | null =>
  typeof cell === 'number' || typeof cell === 'string' ? cell : null;
