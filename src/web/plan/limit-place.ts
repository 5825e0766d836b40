import type { PlanInputs } from '#domain/limit.ts';

export const folds = [
  'weights',
  'batch',
  'kab',
  'trainers',
  'shares',
  'locks',
  'coding',
  'gap',
] as const;
export type FoldName = (typeof folds)[number];

/** Where in the form a limit of the model is set: the fold that holds it, and the mark of its field. */
export function placeOfLimit(limit: string): { fold: FoldName | undefined; field: string } {
  const [kind = '', first = ''] = limit.split(':');
  switch (kind) {
    case 'kab-min':
    case 'kab-max':
      return { fold: 'kab', field: `kab:${first}` };
    case 'kec-max':
      return { fold: 'batch', field: 'kec-max' };
    case 'trainers':
      return { fold: 'trainers', field: 'trainers' };
    case 'share':
      return { fold: 'shares', field: limit };
    case 'lock':
      return { fold: 'locks', field: limit };
    default:
      return { fold: undefined, field: 'sources' };
  }
}

/** Folds that hold a field the schema refuses, by the path of its complaint. */
export function foldsOfPaths(paths: readonly PropertyKey[][]): FoldName[] {
  const of: Partial<Record<keyof PlanInputs, FoldName>> = {
    weights: 'weights',
    batchSize: 'batch',
    minimumFill: 'batch',
    maxPerKec: 'batch',
    minPerKab: 'kab',
    maxPerKab: 'kab',
    kabLimits: 'kab',
    trainers: 'trainers',
    shares: 'shares',
    locks: 'locks',
    coding: 'coding',
    gapPercent: 'gap',
  };
  return [...new Set(paths.flatMap((p) => of[p[0] as keyof PlanInputs] ?? []))];
}
