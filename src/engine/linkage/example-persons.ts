import { InputError } from '../stats/input-error.ts';
import { type Random, seededRandom } from '../stats/random.ts';
import {
  mistype,
  spoilAddress,
  spoilDate,
  spoilName,
  spoilNumber,
  spoilWord,
} from './example-corruption.ts';
import { digits, drawHome, type Home, two } from './example-homes.ts';
import {
  drawGivenName,
  drawGroup,
  drawLastName,
  drawName,
  drawSurname,
  type Group,
  pick,
  zipf,
} from './example-names.ts';

/**
 * Made-up people with known truth, to prove linkage on: families that share KK and address, twins,
 * namesakes, and copies of people with the faults of real files. NIK and KK bear province 99, which
 * does not exist. Shares are between 0 and 1.
 */
export interface ExampleOptions {
  readonly seed: number;
  /** Different people. */
  readonly persons: number;
  /** `western`: given name, surname, street, suburb, postcode, state as in Febrl's sets. */
  readonly form?: 'indonesian' | 'western';
  /** People with copies. Default 0.3. */
  readonly copied?: number;
  /** How many copies such a person has, 1 … most. Default uniform on 1 … 2. */
  readonly copies?: 'uniform' | 'poisson' | 'zipf';
  readonly most?: number;
  /**
   * Two files without copies inside: `file` is A or B, `copied` the share of A that is in B too;
   * B has as many people as A.
   */
  readonly twoFiles?: boolean;
  /** Chance of a fault in each cell of a copy; half as much that the person has moved. Default 0.1. */
  readonly errors?: number;
  /** Chance that a cell is empty, NIK and phone twice as often. Default 0.03. */
  readonly missing?: number;
  /** People without a NIK in any file. Default 0. */
  readonly withoutNik?: number;
  /** Whole families (default), else everybody on their own. */
  readonly families?: boolean;
  /** Births that are twins. Default 0.02. */
  readonly twins?: number;
  /** Sons who bear the father's name and people who bear a stranger's. Default 0.02. */
  readonly sameName?: number;
  /** People whose date of birth is 1 January in truth. Default 0.05. */
  readonly firstOfJanuary?: number;
}

/** `id` is the row, `person` the truth; `family` joins people of one true family. Other keys follow the form. */
export type ExampleRow = Readonly<Record<string, string>>;

interface Person {
  family: number;
  sex: 'm' | 'f';
  name: string;
  given: string;
  surname: string;
  birth: string;
  nik: string;
  phone: string;
}
export function examplePersons(options: ExampleOptions): ExampleRow[] {
  if (!(Number.isInteger(options.persons) && options.persons > 0)) {
    throw new InputError('not-positive', { role: 'persons' });
  }
  const { people, homes } = population(options);
  const random = seededRandom(options.seed, 1);
  const copied = options.copied ?? 0.3;
  const rows: { row: ExampleRow; mark: number }[] = [];
  const add = (index: number, copy: number, file: string) => {
    const person = people[index] as Person;
    const home = homes[person.family] as Home;
    const cells =
      copy === 0 ? cellsOf(person, home, options) : spoilt(person, home, options, random);
    const row = { person: `P${index + 1}`, family: `F${person.family + 1}`, file, ...cells };
    rows.push({ row: withGaps(row, options, random), mark: random.next() });
  };
  if (options.twoFiles) {
    const common = Math.round((options.persons * copied) / (2 - copied));
    const each = Math.floor((options.persons + common) / 2);
    for (let i = 0; i < options.persons; i++) {
      if (i < each) add(i, 0, 'A');
      if (i < common || i >= each) add(i, 1, 'B');
    }
  } else {
    people.forEach((_, i) => {
      add(i, 0, 'A');
      const n = random.next() < copied ? copiesOf(options, random) : 0;
      for (let copy = 1; copy <= n; copy++) add(i, copy, 'A');
    });
  }
  return rows
    .sort((a, b) =>
      a.row['file'] === b.row['file'] ? a.mark - b.mark : a.row['file'] === 'A' ? -1 : 1,
    )
    .map(({ row }, i) => ({ id: String(i + 1), ...row }));
}

function copiesOf(options: ExampleOptions, random: Random): number {
  const most = options.most ?? 2;
  const kind = options.copies ?? 'uniform';
  if (kind === 'uniform') return 1 + random.below(most);
  if (kind === 'zipf') return 1 + zipf(most, random);
  // Poisson of mean 1 (Knuth 1969), one added, cut at `most`.
  let n = 0;
  for (let p = random.next(); p > Math.exp(-1); p *= random.next()) n++;
  return Math.min(most, 1 + n);
}

function population(options: ExampleOptions): { people: Person[]; homes: Home[] } {
  const random = seededRandom(options.seed);
  const people: Person[] = [];
  const homes: Home[] = [];
  const western = options.form === 'western';
  const used = new Set<string>();
  while (people.length < options.persons) {
    const family = homes.length;
    const home = drawHome(options.persons, random);
    homes.push(home);
    const line = {
      group: drawGroup(random),
      noble: random.next() < 0.4,
      last: western ? drawSurname(random) : drawLastName(random),
    };
    const add = (sex: 'm' | 'f', year: number, as?: Partial<Person>): Person => {
      const person = drawPerson({ family, line, sex, year, western, home }, options, random);
      const stranger = people[random.below(Math.max(1, people.length))];
      if (stranger?.sex === sex && random.next() < (options.sameName ?? 0.02)) {
        Object.assign(person, {
          name: stranger.name,
          given: stranger.given,
          surname: stranger.surname,
        });
      }
      Object.assign(person, as);
      person.nik = drawNik(person, home.village, used, random);
      if (people.length < options.persons) people.push(person);
      return person;
    };
    const year = 1940 + random.below(60);
    const head = add(random.next() < 0.85 ? 'm' : 'f', year);
    if (options.families === false) continue;
    if (head.sex === 'm' && random.next() < 0.8) add('f', year + random.below(8));
    for (let child = random.below(5); child > 0; child--) {
      const sex = random.below(2) === 0 ? 'm' : 'f';
      const born = add(sex, Math.min(2023, year + 20 + random.below(18)));
      if (sex === 'm' && head.sex === 'm' && random.next() < (options.sameName ?? 0.02)) {
        born.name = head.name;
        born.given = head.given;
      }
      if (random.next() < (options.twins ?? 0.02)) {
        add(sex, 0, { birth: born.birth, nik: born.nik, ...twinName(born, random) });
      }
    }
  }
  return { people, homes };
}

/** Twins are often given names that differ in a few letters: HASAN and HUSEN, FITRI and FITRA. */
function twinName(born: Person, random: Random): Partial<Person> {
  if (random.next() < 0.7) return {};
  const change = (name: string) => {
    const root = name.slice(0, -1);
    const forms = ['A', 'I', 'O', 'US', 'AN'].map((end) => root + end);
    return pick(
      forms.filter((form) => form !== name),
      random,
    );
  };
  const own = born.name.endsWith(` ${born.surname}`) ? ` ${born.surname}` : '';
  const name = born.name.slice(0, born.name.length - own.length);
  return { name: change(name) + own, given: change(born.given) };
}

function drawPerson(
  about: {
    family: number;
    line: { group: Group; noble: boolean; last: string };
    sex: 'm' | 'f';
    year: number;
    western: boolean;
    home: Home;
  },
  options: ExampleOptions,
  random: Random,
): Person {
  const given = drawGivenName(about.sex, random);
  const first = random.next() < (options.firstOfJanuary ?? 0.05);
  const birth = first
    ? `${about.year}-01-01`
    : `${about.year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
  return {
    family: about.family,
    sex: about.sex,
    name: about.western ? `${given} ${about.line.last}` : drawName(about.line, about.sex, random),
    given,
    surname: about.line.last,
    birth,
    nik: '',
    phone: `08${pick(['12', '13', '21', '22', '52', '53', '95'], random)}${digits(8, random)}`,
  };
}

/** A twin comes with the other's NIK, for the region; serials go up, so twins are close neighbours. */
function drawNik(person: Person, village: string, used: Set<string>, random: Random): string {
  const [year = '', month = '', day = ''] = person.birth.split('-');
  const written = two(Number(day) + (person.sex === 'f' ? 40 : 0));
  const here = person.nik.slice(0, 6) || village.slice(0, 8).replaceAll('.', '');
  const area = person.nik !== '' || random.next() < 0.8 ? here : `99${digits(4, random)}`;
  let serial = 1 + random.below(9);
  const nik = () => `${area}${written}${month}${year.slice(2)}${String(serial).padStart(4, '0')}`;
  while (used.has(nik())) serial++;
  used.add(nik());
  return nik();
}

function cellsOf(person: Person, home: Home, options: ExampleOptions): Record<string, string> {
  if (options.form === 'western') {
    return {
      given_name: person.given,
      surname: person.surname,
      street_number: home.number,
      address_1: home.street,
      suburb: home.suburb,
      postcode: home.postcode,
      state: home.state,
      date_of_birth: person.birth.replaceAll('-', ''),
      soc_sec_id: person.phone.slice(-7),
    };
  }
  return {
    name: person.name,
    sex: person.sex === 'm' ? 'L' : 'P',
    birth_date: person.birth,
    nik: person.nik,
    kk: home.kk,
    address: home.address,
    village: home.village,
    phone: person.phone,
  };
}

/** A copy: perhaps moved, each cell perhaps spoilt, the date perhaps in another form. */
function spoilt(person: Person, home: Home, options: ExampleOptions, random: Random) {
  const errors = options.errors ?? 0.1;
  const hit = () => random.next() < errors;
  const moved = random.next() < errors / 2;
  const now = moved ? drawHome(options.persons, random) : home;
  const cells = cellsOf(person, now, options);
  const spoil = (key: string, how: (text: string, random: Random) => string) => {
    if (hit()) cells[key] = how(cells[key] as string, random);
  };
  if (options.form === 'western') {
    for (const key of ['given_name', 'surname']) spoil(key, spoilWord);
    for (const key of ['suburb', 'postcode', 'street_number', 'soc_sec_id']) spoil(key, mistype);
    spoil('address_1', spoilAddress);
    if (hit()) cells['date_of_birth'] = spoilDate(person.birth, random).replaceAll('-', '');
    if (random.next() < errors / 4) {
      [cells['given_name'], cells['surname']] = [
        cells['surname'] as string,
        cells['given_name'] as string,
      ];
    }
    if (person.sex === 'f' && random.next() < errors / 4) cells['surname'] = drawSurname(random);
    return cells;
  }
  spoil('name', spoilName);
  if (random.next() < errors / 4) cells['name'] = spoilName(cells['name'] as string, random);
  spoil('birth_date', spoilDate);
  spoil('nik', spoilNumber);
  // Marriage or a split makes a new KK at the old address.
  if (!moved && random.next() < errors / 2) cells['kk'] = drawHome(options.persons, random).kk;
  else spoil('kk', spoilNumber);
  spoil('address', spoilAddress);
  spoil('phone', (phone, r) => (r.below(2) === 0 ? mistype(phone, r) : `08${digits(10, r)}`));
  if (random.next() < errors / 10) cells['sex'] = cells['sex'] === 'L' ? 'P' : 'L';
  if (random.next() < 0.2) {
    const [year, month, day] = (cells['birth_date'] as string).split('-');
    cells['birth_date'] = `${day}/${month}/${year}`;
  }
  return cells;
}

const NEVER_EMPTY = new Set(['id', 'person', 'family', 'file']);

function withGaps(
  row: Record<string, string>,
  options: ExampleOptions,
  random: Random,
): ExampleRow {
  const missing = options.missing ?? 0.03;
  for (const key of Object.keys(row)) {
    if (NEVER_EMPTY.has(key)) continue;
    const often = key === 'nik' || key === 'phone' ? 2 : 1;
    if (random.next() < missing * often) row[key] = '';
  }
  // Decided by the person, not the row: who has no NIK has none in any file.
  const share = options.withoutNik ?? 0;
  if (
    row['nik'] &&
    seededRandom(options.seed, 2 + Number(row['person']?.slice(1))).next() < share
  ) {
    row['nik'] = '';
  }
  return row;
}
