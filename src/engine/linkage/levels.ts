/**
 * How far two values agree. Every field has level 0 `missing` (at least one is unknown), then from
 * `different` up to one `exact` level for each class of frequency: that two people share a rare value
 * says more than that they share a common one (term frequencies, Winkler 1989; as levels of their own,
 * so that the estimates see them).
 */
export interface Level {
  readonly name: string;
  /** `far`: hardly more alike than different. */
  readonly type: 'missing' | 'different' | 'far' | 'near' | 'exact';
  /** For `exact`: share of the records with a value that are in this class. */
  readonly share?: number;
  /** Class of frequency: values in it are borne by about 2^−bits of the records. */
  readonly bits?: number;
}

/** Width of a class of frequency, in bits: 2 is a factor of four. */
const CLASS_BITS = 2;

export interface FrequencyClasses {
  readonly levels: Level[];
  /** For each value its level among all levels. */
  readonly exactLevel: Uint8Array;
}

/**
 * Classes of frequency of the values of one field, behind the levels `below`. `counts[v]` records have
 * value v; value 0 is "unknown". One bearer less is counted, since one of two records that agree
 * brings the value itself; so a value borne twice is as rare as values get.
 */
export function frequencyClasses(
  counts: ArrayLike<number>,
  below: readonly Level[],
): FrequencyClasses {
  let known = 0;
  for (let v = 1; v < counts.length; v++) known += counts[v] as number;
  const classOf = (count: number) =>
    Math.floor(Math.log2(Math.max(1, known) / Math.max(1, count - 1)) / CLASS_BITS);
  const records = new Map<number, number>();
  for (let v = 1; v < counts.length; v++) {
    const count = counts[v] as number;
    const at = classOf(count);
    records.set(at, (records.get(at) ?? 0) + count);
  }
  // Common values first: levels rise with what they say.
  const classes = [...records.keys()].sort((a, b) => a - b);
  if (classes.length === 0) classes.push(0);
  const levels: Level[] = [
    ...below,
    ...classes.map((at) => ({
      name: 'exact',
      type: 'exact' as const,
      share: known === 0 ? 1 : (records.get(at) ?? 0) / known,
      bits: at * CLASS_BITS + CLASS_BITS / 2,
    })),
  ];
  const levelOf = new Map(classes.map((at, i) => [at, below.length + i]));
  const exactLevel = new Uint8Array(new SharedArrayBuffer(counts.length));
  for (let v = 1; v < counts.length; v++)
    exactLevel[v] = levelOf.get(classOf(counts[v] as number)) as number;
  return { levels, exactLevel };
}

export const sharedInt32 = (length: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(4 * length));

export const sharedUint8 = (length: number): Uint8Array =>
  new Uint8Array(new SharedArrayBuffer(length));
