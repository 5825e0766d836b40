import type { Random } from '../stats/random.ts';
import type { BlockingKey } from './blocking-keys.ts';
import type { RuleKeys } from './blocks.ts';
import type { SharedKeys } from './choose-rules.ts';
import { shares } from './compare-pairs.ts';

const DRAWN = 4000;
/** Before any pair is seen: a field of a true pair is undamaged, and if not, each part survives. */
const UNDAMAGED = 0.8;
const PART_SURVIVES = 0.5;
const FEWEST = 30;

/** True pairs as imagined before any pair is seen: doubles of random records, damaged at random. */
export function imaginedPairs(
  keys: readonly BlockingKey[],
  records: number,
  random: Random,
): SharedKeys {
  const shared = new Uint8Array(DRAWN * keys.length);
  for (let p = 0; p < DRAWN; p++) {
    const record = random.below(records);
    const intact = new Map<number, boolean>();
    keys.forEach((key, k) => {
      if (!intact.has(key.field)) intact.set(key.field, random.next() < UNDAMAGED);
      if (!hasKey(key, record)) return;
      const whole = intact.get(key.field);
      if (whole || (key.name !== 'same' && random.next() < PART_SURVIVES))
        shared[p * keys.length + k] = 1;
    });
  }
  return { pairs: DRAWN, shared };
}

/**
 * True pairs as the likely ones found so far suggest. Those were found because they agree somewhere, so
 * for each field only pairs count that another field would have found, and the fields are drawn
 * independently of each other.
 */
export function resampledPairs(
  keys: readonly BlockingKey[],
  likely: readonly (readonly [number, number])[],
  passes: readonly { readonly keys: RuleKeys; readonly fields: readonly number[] }[],
  imagined: SharedKeys,
  random: Random,
): SharedKeys {
  const fields = [...new Set(keys.map((k) => k.field))];
  const usable = new Map<number, (readonly [number, number])[]>(
    fields.map((field) => [
      field,
      likely.filter(([i, j]) =>
        passes.some((pass) => !pass.fields.includes(field) && shares(pass.keys, i, j)),
      ),
    ]),
  );
  // Where too few pairs tell about a field, what was imagined of it stays.
  const shared = Uint8Array.from(imagined.shared);
  keys.forEach((key, k) => {
    if ((usable.get(key.field)?.length ?? 0) < FEWEST) return;
    for (let p = 0; p < DRAWN; p++) shared[p * keys.length + k] = 0;
  });
  for (let p = 0; p < DRAWN; p++) {
    for (const field of fields) {
      const from = usable.get(field) ?? [];
      if (from.length < FEWEST) continue;
      const [i, j] = from[random.below(from.length)] as readonly [number, number];
      keys.forEach((key, k) => {
        if (key.field === field && shares(key, i, j)) shared[p * keys.length + k] = 1;
      });
    }
  }
  return { pairs: DRAWN, shared };
}

function hasKey({ slots, keys }: BlockingKey, record: number): boolean {
  for (let s = 0; s < slots; s++) if (keys[record * slots + s] !== 0) return true;
  return false;
}
