/** Marks beside a verdict; message `gate.flag.<flag>`. */
export const gateFlags = [
  /** Judged for a kecamatan or village on what is known of its kabupaten. */
  'kab-evidence',
  /** Judged for a kabupaten on what is known of some of its kecamatan. */
  'part-evidence',
  /** Pernyataan sendiri, belum dikonfirmasi. */
  'own-statement',
  /** The kabupaten's officer said yes and no other evidence is held. */
  'kab-statement',
  'confirmed',
  'conflict',
  'tiny-base',
  'past-failure',
  /** Needs the sea, and nobody has said whether this place has a shore. */
  'coast-unknown',
  /** An answer that decided was written down by the province for the kabupaten. */
  'on-behalf',
] as const;
export type GateFlag = (typeof gateFlags)[number];
