import type { Level } from './levels.ts';
import type { Owner } from './link-fields.ts';
import type { FieldEstimates, MixtureField } from './mixture-parts.ts';

/** What is believed of the same person before any pair is seen: exact, near, different. */
const BELIEF = { exact: 0.85, near: 0.1, far: 0.02, serial: 0.002, different: 0.03 };
/** How many pairs that belief weighs. */
const BELIEF_PAIRS = 20;
/** At least exact, at most wholly different. */
export interface Bounds {
  readonly exact: number;
  readonly different: number;
}
/**
 * Bounds on P(level | same person): where true pairs are few, the likelihood alone would let the class
 * slide to whatever else pairs of people have in common.
 */
const BOUNDS: Readonly<Record<Owner, Bounds>> = {
  person: { exact: 0.35, different: 0.2 },
  open: { exact: 0.3, different: 0.5 },
  household: { exact: 0.3, different: 0.2 },
};
/**
 * Where the file has households: a birth date with nothing of the other is at most this often the same
 * person's. Else father and son of one name and address would be taken for one person with a wrong date.
 */
const OTHER_DATE = 0.02;

export const boundsOf = ({ owner, kind }: MixtureField, hasHousehold: boolean): Bounds =>
  kind === 'date' && owner === 'person' && hasHousehold
    ? { ...BOUNDS.person, different: OTHER_DATE }
    : BOUNDS[owner];

/** Two people of one household have a personal value in common (twins) at most this often. */
const HOUSEHOLD_SHARED = 0.03;
/** … and a name (father and son) at least this often, also where no birth date tells them apart. */
const HOUSEHOLD_NAMESAKES = 0.01;
/** … or nearly in common (numbers given one after the other). */
const HOUSEHOLD_NEAR = 0.1;
/** How twins are believed to be near each other: a NIK that differs in its serial number only, names that rhyme. */
const TWINS_NEAR: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  nik: { serial: 1 },
  words: { similar: 0.3, 'very-similar': 0.7 },
};
const TWINS_NEAR_SHARE: Readonly<Record<string, number>> = { nik: 0.8, words: 0.2 };
/** Strangers with one number, of those born on one day. */
const SHARED_NIK = 0.0001;
/** Twins with names that could be one name with a slip, at most. */
const TWINS_ALIKE = 0.2;

export const emptySums = ({ levels }: MixtureField): FieldEstimates => ({
  m: new Float64Array(levels.length),
  h: new Float64Array(levels.length),
  t: new Float64Array(levels.length),
  b: new Float64Array(levels.length),
  u: new Float64Array(levels.length),
});

export function beliefOf({ levels }: MixtureField): Float64Array {
  const belief = new Float64Array(levels.length);
  // Near levels rise with likeness, and so does what is believed of them.
  let nearTotal = 0;
  let farCount = 0;
  levels.forEach((level, l) => {
    if (level.type === 'near') nearTotal += l;
    if (level.type === 'far') farCount++;
  });
  levels.forEach((level, l) => {
    if (level.type === 'exact') belief[l] = BELIEF.exact * (level.share ?? 1);
    else if (level.type === 'near') belief[l] = (BELIEF.near * l) / nearTotal;
    else if (level.name === 'serial') belief[l] = BELIEF.serial;
    else if (level.type === 'far') belief[l] = BELIEF.far / farCount;
    else if (level.type === 'different') belief[l] = BELIEF.different;
  });
  return scaled(belief);
}

/** Exact levels share one estimate by their share of the records. */
export function updateSame(
  field: MixtureField,
  m: Float64Array,
  sum: Float64Array,
  belief: Float64Array,
  bounds: Bounds,
) {
  let exact = 0;
  field.levels.forEach((level, l) => {
    m[l] = l === 0 ? 0 : (sum[l] as number) + BELIEF_PAIRS * (belief[l] as number);
    if (level.type === 'exact') exact += m[l] as number;
  });
  field.levels.forEach((level, l) => {
    if (level.type === 'exact') m[l] = exact * Math.max(1e-9, level.share ?? 1);
  });
  scaled(m);
  holdShare(field, m, ['different', 'far'], (share) => Math.min(share, bounds.different));
  holdShare(field, m, ['exact'], (share) => Math.max(share, bounds.exact));
}

/** Gives the levels of some types another share of the whole; the rest keeps its proportions. */
function holdShare(
  { levels }: MixtureField,
  values: Float64Array,
  kinds: readonly string[],
  bound: (share: number) => number,
) {
  const isOf = (level: Level) => kinds.includes(level.type) || kinds.includes(level.name);
  let share = 0;
  levels.forEach((level, l) => {
    if (isOf(level)) share += values[l] as number;
  });
  const held = bound(share);
  if (held === share || share === 0 || share === 1) return;
  levels.forEach((level, l) => {
    values[l] = (values[l] as number) * (isOf(level) ? held / share : (1 - held) / (1 - share));
  });
}

/**
 * Others with the same value are counted from the values themselves, less the pairs taken for the same
 * person. A little is kept: one in five hundred of such pairs may be a number written for the wrong
 * person, whatever the pairs say.
 */
export function updateOthers(field: MixtureField, u: Float64Array, sums: FieldEstimates) {
  field.levels.forEach((level, l) => {
    if (l === 0) u[l] = 0;
    else if (level.type === 'exact') {
      const all = field.exactPairs[l] as number;
      const left =
        all -
        (sums.m[l] as number) -
        (sums.h[l] as number) -
        (sums.t[l] as number) -
        (sums.b[l] as number);
      u[l] = Math.max(left, 0.002 * all) + 0.5;
    } else u[l] = (sums.u[l] as number) + 0.5;
  });
  scaled(u);
}

/** Of relatives, personal values are believed to agree like those of strangers, save for twins. */
export function updateHousehold(field: MixtureField, e: FieldEstimates, sum: Float64Array) {
  const { h, u, m } = e;
  const personal = field.owner === 'person';
  for (let l = 1; l < h.length; l++) {
    const believed = personal
      ? (1 - HOUSEHOLD_SHARED / 2) * (u[l] as number) + (HOUSEHOLD_SHARED / 2) * (m[l] as number)
      : (u[l] as number);
    h[l] = (sum[l] as number) + BELIEF_PAIRS * believed;
  }
  scaled(h);
  if (personal) {
    // Relatives share words of their names, hardly ever the whole name.
    const words = field.kind === 'words';
    holdShare(field, h, ['exact'], (share) =>
      Math.min(HOUSEHOLD_SHARED, Math.max(words ? HOUSEHOLD_NAMESAKES : 0, share)),
    );
    holdShare(field, h, words ? ALIKE : ['near', 'far'], (share) =>
      Math.min(share, words ? HOUSEHOLD_SHARED : HOUSEHOLD_NEAR),
    );
  } else if (field.owner === 'household' && field.kind !== 'category') {
    holdShare(field, h, ['different', 'far'], (share) =>
      Math.min(share, BOUNDS.household.different),
    );
    holdShare(field, h, ['exact'], (share) => Math.max(share, BOUNDS.household.exact));
  }
}

/**
 * Twins: born on one day, at home together, with names that may rhyme and numbers given one after the
 * other, but hardly ever the same name or number.
 */
export function updateTwins(field: MixtureField, e: FieldEstimates, sum: Float64Array) {
  const { h, t } = e;
  if (field.kind === 'date') return t.set(sameDay(field, e));
  if (field.owner === 'household') return t.set(h);
  const near = field.levels.map(({ name }) => TWINS_NEAR[field.kind]?.[name] ?? 0);
  const nearTotal = near.reduce((x, y) => x + y, 0);
  const share = TWINS_NEAR_SHARE[field.kind] ?? 0;
  const believed = field.owner === 'person' && nearTotal > 0;
  for (let l = 1; l < t.length; l++) {
    const belief = believed
      ? (1 - share) * (h[l] as number) + (share * (near[l] as number)) / nearTotal
      : (h[l] as number);
    t[l] = (sum[l] as number) + BELIEF_PAIRS * belief;
  }
  scaled(t);
  if (field.owner !== 'person') return;
  holdShare(field, t, ['exact'], (share) => Math.min(share, HOUSEHOLD_SHARED));
  if (field.kind === 'code')
    holdShare(field, t, ['near'], (share) => Math.min(share, HOUSEHOLD_SHARED));
  if (field.kind === 'words') holdShare(field, t, ALIKE, (share) => Math.min(share, TWINS_ALIKE));
}

/**
 * Strangers born on one day: their NIKs are near, since a NIK holds place, date and sex. Names and homes are those of
 * any two.
 */
export function updateBirthday(field: MixtureField, e: FieldEstimates, sum: Float64Array) {
  const { b, u } = e;
  if (field.kind === 'date') return b.set(sameDay(field, e));
  if (field.kind !== 'nik' && field.kind !== 'category') return b.set(u);
  for (let l = 1; l < b.length; l++) b[l] = (sum[l] as number) + BELIEF_PAIRS * (u[l] as number);
  scaled(b);
  if (field.kind === 'nik') holdShare(field, b, ['exact'], (share) => Math.min(share, SHARED_NIK));
}

const sameDay = ({ levels }: MixtureField, { u }: FieldEstimates): Float64Array =>
  Float64Array.from(levels, ({ type, share = 1 }, l) =>
    l === 0 ? 0 : 0.02 * (u[l] as number) + (type === 'exact' ? 0.98 * share : 0),
  );

const ALIKE = ['similar', 'contained', 'very-similar'];

function scaled(values: Float64Array): Float64Array {
  let sum = 0;
  for (const v of values) sum += v;
  if (sum > 0) for (let l = 0; l < values.length; l++) values[l] = (values[l] as number) / sum;
  return values;
}
