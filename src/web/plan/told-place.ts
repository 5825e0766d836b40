import type { PlanView } from '#api/planning.ts';
import { kabOf, kecOf } from '#domain/region.ts';

/** The place the plan can speak of: itself, its kecamatan, or its kabupaten where only that is known. */
export function toldPlace(view: PlanView, code: string): string | undefined {
  const told = new Set(view.absent.map((a) => a.code));
  return [code, kecOf(code), kabOf(code)].find((c) => told.has(c));
}
