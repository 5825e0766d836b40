import type { Random } from './demo-random.ts';
import {
  disabilities,
  educationsAdult,
  type HousingWord,
  housingWords,
  namesMan,
  namesWoman,
  occupationsHead,
  streets,
  surnames,
  titlesMan,
  titlesWoman,
} from './demo-words.ts';

export interface DemoPerson {
  name: string;
  sex: 'm' | 'f';
  birth: { year: number; month: number; day: number };
  age: number;
  relation: string;
  marital: string;
  occupation: string;
  education: string;
  disability: string;
  business: boolean;
  dukcapil: boolean;
}

export interface DemoFamily {
  desil: number;
  address: string;
  housing: Record<HousingWord, string>;
  savings: boolean;
  aid: readonly boolean[];
  stunting: string;
  members: DemoPerson[];
}

const DESIL_WEIGHTS = [24, 27, 24, 18, 5, 2] as const;
const SIZE_WEIGHTS = [7, 13, 20, 24, 19, 10, 5, 2] as const;
/** Ages are counted on the cut-off date of the example data. */
export const DEMO_CUT_OFF = '2025-06-30';
const CUT_YEAR = 2025;

/** One example family: the poorer its tenth, the worse its house, more often. */
export function makeFamily(random: Random, coast: boolean): DemoFamily {
  const desil = random.weighted(DESIL_WEIGHTS) + 1;
  const surname = random.pick(surnames);
  const womanHead = random.chance(0.15);
  const size = womanHead
    ? Math.max(1, random.weighted(SIZE_WEIGHTS))
    : random.weighted(SIZE_WEIGHTS) + 1;
  const headAge = 22 + Math.floor((random.next() + random.next()) * 29);
  const head = makePerson(
    random,
    womanHead ? 'f' : 'm',
    headAge,
    'KEPALA KELUARGA',
    surname,
    coast,
  );
  head.occupation = headOccupation(random, coast, headAge);
  head.marital = womanHead ? random.pick(['CERAI MATI', 'CERAI MATI', 'CERAI HIDUP']) : 'KAWIN';
  const members = [head];
  if (!womanHead && size > 1) {
    const spouse = makePerson(
      random,
      'f',
      Math.max(18, headAge - random.below(9)),
      'ISTRI',
      surname,
      coast,
    );
    spouse.marital = 'KAWIN';
    members.push(spouse);
  } else if (!womanHead) {
    head.marital = random.pick(['CERAI MATI', 'BELUM KAWIN']);
  }
  while (members.length < size) {
    const old = members.length > 3 && random.chance(0.08);
    const age = old ? headAge + 22 : Math.max(0, headAge - 19 - random.below(20));
    members.push(
      makePerson(
        random,
        random.chance(0.5) ? 'm' : 'f',
        Math.min(95, age),
        old ? 'ORANG TUA/MERTUA' : age === 0 || random.chance(0.93) ? 'ANAK' : 'LAINNYA',
        surname,
        coast,
      ),
    );
  }
  return {
    desil,
    address: `DUSUN ${1 + random.below(4)} RT ${String(1 + random.below(6)).padStart(3, '0')} JL. ${random.pick(streets)}`,
    housing: makeHousing(random, desil),
    savings: random.chance(0.12 + desil * 0.04),
    aid: [0.34, 0.28, 0.3, 0.05, 0.03].map((p) => random.chance(p * (1.25 - desil * 0.08))),
    stunting:
      members.some((m) => m.age < 5) && random.chance(0.4)
        ? 'KELUARGA BERISIKO STUNTING'
        : 'TIDAK BERISIKO',
    members,
  };
}

function makeHousing(random: Random, desil: number): Record<HousingWord, string> {
  // A quality of the whole house, then each part near it: deprivations come together.
  const quality = 0.5 + desil * 0.42 + (random.next() - 0.5) * 1.8;
  const housing = {} as Record<HousingWord, string>;
  for (const item of Object.keys(housingWords) as HousingWord[]) {
    const words = housingWords[item];
    const at = Math.round(quality + (random.next() - 0.5) * 1.6);
    housing[item] = words[Math.max(0, Math.min(words.length - 1, at))] ?? words[0];
  }
  return housing;
}

function makePerson(
  random: Random,
  sex: 'm' | 'f',
  age: number,
  relation: string,
  surname: string,
  coast: boolean,
): DemoPerson {
  const title = random.pick(sex === 'm' ? titlesMan : titlesWoman);
  const given = random.pick(sex === 'm' ? namesMan : namesWoman);
  const name = `${title} ${given}${random.chance(0.55) ? ` ${surname}` : ''}`.trim();
  const month = 1 + random.below(12);
  const day = 1 + random.below(28);
  const hadBirthday = month < 6 || (month === 6 && day <= 30);
  return {
    name,
    sex,
    age,
    birth: { year: CUT_YEAR - age - (hadBirthday ? 0 : 1), month, day },
    relation,
    marital: 'BELUM KAWIN',
    occupation: otherOccupation(random, age, sex, coast),
    education: educationOf(random, age),
    disability: random.chance(age > 60 ? 0.07 : 0.022) ? random.pick(disabilities) : 'TIDAK',
    business: age >= 18 && random.chance(0.055),
    dukcapil: random.chance(0.93),
  };
}

function headOccupation(random: Random, coast: boolean, age: number): string {
  if (age > 72 && random.chance(0.5)) return 'TIDAK/BELUM BEKERJA';
  const at = random.weighted(occupationsHead.map((o) => o[coast ? 2 : 1]));
  return occupationsHead[at]?.[0] ?? 'LAINNYA';
}

function otherOccupation(random: Random, age: number, sex: 'm' | 'f', coast: boolean): string {
  if (age < 7) return 'TIDAK/BELUM BEKERJA';
  if (age < 19) return random.chance(0.85) ? 'PELAJAR/MAHASISWA' : 'TIDAK/BELUM BEKERJA';
  if (sex === 'f' && random.chance(0.62)) return 'MENGURUS RUMAH TANGGA';
  return headOccupation(random, coast, age);
}

function educationOf(random: Random, age: number): string {
  if (age < 7) return 'TIDAK/BELUM SEKOLAH';
  if (age < 13) return 'SISWA SD/SEDERAJAT';
  if (age < 16) return 'SISWA SMP/SEDERAJAT';
  if (age < 19) return 'SISWA SMA/SEDERAJAT';
  return educationsAdult[random.weighted(educationsAdult.map((e) => e[1]))]?.[0] ?? '';
}
