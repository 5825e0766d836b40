import type * as z from 'zod';
import type { AnyOperation } from '#api/operation.ts';

const CANDIDATES: unknown[] = [
  '74.12',
  '74.12.01',
  '74',
  '2026-01-31',
  '00000000-0000-4000-8000-000000000000',
  'perahu kuning sebelum hujan',
  'contoh-saja',
  'contoh',
  'contoh.xlsx',
  'a',
  1,
  2027,
  0,
  20,
  0.5,
  true,
  null,
  [],
  {},
];

/** A smallest input an operation accepts, found by trying: good enough to reach the rights check. */
export function sampleInput(operation: AnyOperation): Record<string, unknown> | undefined {
  const value = sample(operation.input as z.ZodType);
  return operation.input.safeParse(value).success ? (value as Record<string, unknown>) : undefined;
}

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  element?: z.ZodType;
  options?: readonly z.ZodType[];
  entries?: Record<string, unknown>;
  values?: readonly unknown[];
  in?: z.ZodType;
  items?: readonly z.ZodType[];
}

function sample(schema: z.ZodType): unknown {
  const def = schema.def as unknown as Def;
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {})
          .map(([name, field]) => [name, sample(field)] as const)
          .filter(([, value]) => value !== undefined),
      );
    case 'optional':
    case 'default':
    case 'prefault':
      return undefined;
    case 'enum':
      return Object.values(def.entries ?? {})[0];
    case 'literal':
      return def.values?.[0];
    case 'union':
      return def.options?.map(sample).find((v) => schema.safeParse(v).success);
    case 'tuple':
      return def.items?.map(sample);
    case 'pipe':
      return def.in ? sample(def.in) : undefined;
    case 'array': {
      if (schema.safeParse([]).success || def.element === undefined) return [];
      const element = sample(def.element);
      return [1, 5, 10, 20]
        .map((n) => Array.from({ length: n }, () => element))
        .find((v) => schema.safeParse(v).success);
    }
    default:
      return CANDIDATES.find((candidate) => schema.safeParse(candidate).success);
  }
}
