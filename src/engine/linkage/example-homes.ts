import type { Random } from '../stats/random.ts';
import { pick } from './example-names.ts';

export interface Home {
  kk: string;
  address: string;
  street: string;
  number: string;
  village: string;
  suburb: string;
  postcode: string;
  state: string;
}

export const two = (n: number): string => String(n).padStart(2, '0');
export const digits = (n: number, random: Random): string =>
  Array.from({ length: n }, () => random.below(10)).join('');

const STREETS =
  'MERPATI KUTILANG MAWAR MELATI DIPONEGORO SUDIRMAN PATTIMURA PELABUHAN BAHARI CENDANA KENANGA SAMRATULANGI HASANUDDIN PASAR MESJID'.split(
    ' ',
  );
const HAMLETS =
  'LAMOOSO WATUMEA PUUNAGGO LAKARA TONDOWIA MATAIWOI BENUA LANGKEA WUNDUMBOLO KASAKA LATAWE PALANGGA'.split(
    ' ',
  );
const STATES = ['NSW', 'VIC', 'QLD', 'SA', 'WA', 'TAS', 'ACT', 'NT'];
const WESTERN_STREETS =
  'WATTLE STATION CHURCH VICTORIA ARMSTRONG ELLIS BUCKLAND RUTHERFORD LYTTLETON HOLLOWAY STIRLING MAIN GEORGE KING JENKINS'.split(
    ' ',
  );
const SUBURBS =
  'TORQUAY BALLINA KURALTA GLENELG TORONTO MANLY REDCLIFFE BENDIGO DUBBO WOLLONGONG CAIRNS GEELONG TAMWORTH COBURG ORANGE HAMPTON PARKES EVERTON'.split(
    ' ',
  );

/** A home in one of so many villages that about 150 people live in each; province 99. */
export function drawHome(persons: number, random: Random): Home {
  const villages = Math.max(5, Math.min(400, Math.round(persons / 150)));
  const v = random.below(villages);
  const village = `99.${two(1 + Math.floor(v / 100))}.${two(1 + (Math.floor(v / 10) % 10))}.20${two(1 + (v % 10))}`;
  const number = String(1 + random.below(120));
  const unit = `RT ${String(1 + random.below(6)).padStart(3, '0')} RW ${String(1 + random.below(4)).padStart(3, '0')}`;
  const road = random.below(3);
  const address =
    road === 0
      ? `JALAN ${pick(STREETS, random)} NO ${number} ${unit}`
      : road === 1
        ? `DUSUN ${1 + random.below(4)} ${pick(HAMLETS, random)} ${unit}`
        : `LORONG ${pick(STREETS, random)} ${unit}`;
  const suburb = random.below(SUBURBS.length);
  const state = STATES[suburb % STATES.length] as string;
  return {
    kk: `${village.slice(0, 8).replaceAll('.', '')}${two(1 + random.below(28))}${two(1 + random.below(12))}${two(5 + random.below(20))}${String(1 + random.below(9998)).padStart(4, '0')}`,
    address,
    village,
    street: `${pick(WESTERN_STREETS, random)} ${pick(['STREET', 'ROAD', 'PLACE', 'CRESCENT', 'AVENUE'], random)}`,
    number,
    suburb: SUBURBS[suburb] as string,
    postcode: String(2000 + suburb * 137),
    state,
  };
}
