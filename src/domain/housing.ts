import { type Deprivation, deprivations } from './need.ts';

/**
 * Housing conditions. Codes are those of DTSEN; P3KE writes words, which are brought to the same
 * codes. What counts as deprived follows the yes/no lines BPS draws for decent housing, drinking
 * water and sanitation; `other` decides nothing. docs/import.md lists all of it.
 */
export type HousingItem = Deprivation | 'ownership';

interface Category {
  readonly code: number;
  /** True or false; null where the category does not tell. */
  readonly deprived: boolean | null;
  /** Matches the folded words of P3KE and of people. First hit counts. */
  readonly words: RegExp;
}

const c = (code: number, deprived: boolean | null, words: RegExp): Category => ({
  code,
  deprived,
  words,
});

export const housing: Readonly<Record<HousingItem, readonly Category[]>> = {
  ownership: [
    c(3, null, /bebas sewa|menumpang|numpang/),
    c(2, null, /kontrak|sewa/),
    c(4, null, /dinas/),
    c(1, null, /milik|sendiri/),
    c(5, null, /lain/),
  ],
  floor: [
    c(8, true, /tanah/),
    c(7, true, /bambu/),
    c(1, false, /marmer|granit/),
    c(2, false, /keramik/),
    c(3, false, /parket|vinil|karpet/),
    c(4, false, /ubin|tegel|teraso/),
    c(5, false, /kayu|papan/),
    c(6, false, /semen|bata/),
    c(9, null, /lain/),
  ],
  wall: [
    c(2, false, /plester/),
    c(1, false, /tembok/),
    c(4, true, /anyam/),
    c(5, true, /batang/),
    c(6, true, /bambu/),
    c(3, false, /kayu|papan|gypsum|grc|calci/),
    c(7, null, /lain|seng/),
  ],
  roof: [
    c(7, true, /jerami|ijuk|daun|rumbia/),
    c(5, true, /bambu/),
    c(1, false, /beton/),
    c(2, false, /genteng/),
    c(3, false, /seng/),
    c(4, false, /asbes/),
    c(6, false, /kayu|sirap/),
    c(8, null, /lain/),
  ],
  light: [
    c(4, true, /bukan listrik|non ?listrik|tidak ada|pelita|obor|lampu minyak/),
    c(3, false, /genset|solar|non ?pln|tenaga surya/),
    c(2, false, /bersama|tanpa meter/),
    c(1, false, /listrik|pln|watt|meter/),
  ],
  fuel: [
    c(0, null, /tidak memasak/),
    c(10, true, /kayu/),
    c(9, true, /arang/),
    c(8, true, /briket/),
    c(7, false, /minyak tanah/),
    c(5, false, /gas kota/),
    c(6, false, /biogas/),
    c(2, false, /5,5|blue ?gaz/),
    c(3, false, /12 ?kg/),
    c(4, false, /gas|elpiji|lpg|3 ?kg/),
    c(1, false, /listrik/),
    c(11, null, /lain/),
  ],
  water: [
    c(1, false, /kemasan/),
    c(2, false, /isi ulang/),
    c(3, false, /led(i|e)ng|pdam|pam\b/),
    c(4, false, /bor|pompa/),
    c(6, true, /sumur tak|sumur tidak/),
    c(8, true, /mata air tak|mata air tidak/),
    c(5, false, /sumur/),
    c(7, false, /mata air/),
    c(9, true, /permukaan|sungai|danau|waduk|kolam|irigasi/),
    c(10, false, /hujan/),
    c(11, null, /lain/),
  ],
  toilet: [
    c(5, true, /tidak dipakai|tidak digunakan/),
    c(4, true, /umum/),
    c(3, false, /komunal/),
    c(2, false, /bersama/),
    c(1, false, /sendiri|septic|septik|^ya\b/),
    c(6, true, /tidak/),
    c(9, null, /lain/),
  ],
};

export const housingItems = Object.keys(housing) as HousingItem[];

/** Code of a category from a DTSEN number or from words; undefined where it says nothing we know. */
export function readHousing(item: HousingItem, text: string): number | undefined {
  const written = text.trim().toLowerCase();
  const number = /^(\d{1,2})(?:[ .):-].*)?$/.exec(written)?.[1];
  if (number !== undefined) {
    return housing[item].find((k) => k.code === Number(number))?.code;
  }
  const words = written.replace(/[^a-z0-9,]+/g, ' ').trim();
  return housing[item].find((k) => k.words.test(words))?.code;
}

/** Two sets of seven bits in the order of `deprivations`: what is known, and what is lacking. */
export function deprivationBits(codes: Readonly<Partial<Record<HousingItem, number | null>>>): {
  known: number;
  deprived: number;
} {
  let known = 0;
  let deprived = 0;
  for (const [i, item] of deprivations.entries()) {
    const code = codes[item];
    if (code === null || code === undefined) continue;
    const lacking = housing[item].find((k) => k.code === code)?.deprived;
    if (lacking === null || lacking === undefined) continue;
    known |= 1 << i;
    if (lacking) deprived |= 1 << i;
  }
  return { known, deprived };
}
