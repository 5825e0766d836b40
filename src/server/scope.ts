import type { Actor } from '#domain/role.ts';
import type { Scope } from './db/sql.ts';

/**
 * Which rows an actor's transactions see. The province's own rows (plans, settings) are readable by
 * everyone signed in; an officer writes only the own kabupaten, a head and an admin write none of
 * the planning rows (their few writes are in tables without area).
 */
export function scopeOf(actor: Actor, kabCodes: readonly string[]): Scope {
  const province = actor.area.slice(0, 2);
  const own =
    actor.area.length === 2 ? kabCodes.filter((k) => k.startsWith(province)) : [actor.area];
  if (actor.area === '') return { read: [], write: [], actor: actor.id };
  const read = [province, ...own];
  switch (actor.role) {
    case 'planner':
      return { read, write: read, actor: actor.id };
    case 'officer':
      return { read, write: own, actor: actor.id };
    case 'head':
    case 'admin':
      return { read, write: [], actor: actor.id };
  }
}

/** The scope of the operator's own commands and of start-up work. */
export function wholeScope(actor: string, province: string, kabCodes: readonly string[]): Scope {
  const all = [province, ...kabCodes];
  return { read: all, write: all, actor };
}
