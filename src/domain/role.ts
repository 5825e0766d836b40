import { covers, type RegionCode } from './region.ts';

/**
 * admin: accounts and settings, sees no families. planner: the province's planner, the whole
 * province. officer: one kabupaten's technical agency. head: reads everything that has no name in it.
 */
export const roles = ['admin', 'planner', 'officer', 'head'] as const;
export type Role = (typeof roles)[number];

export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The province code for planner, head and admin; the kabupaten code for an officer. */
  readonly area: RegionCode;
}

/** Area is part of the right: an officer never reaches outside the own kabupaten. */
export function mayReach(actor: Pick<Actor, 'area'>, region: RegionCode): boolean {
  return covers(actor.area, region);
}

/** Roles whose account must carry a kabupaten. */
export const needsKab = (role: Role): boolean => role === 'officer';
