/**
 * Five free tries, then a delay that doubles up to fifteen minutes, per account and per address. No
 * hard lock: a stranger must not be able to lock an officer out by typing wrong passwords. Kept in
 * memory; a restart forgets, which an attacker cannot cause.
 */
export interface Throttle {
  /** Seconds to wait before the next try counts; 0 means go ahead. */
  waitSeconds(keys: readonly string[], nowMs: number): number;
  failed(keys: readonly string[], nowMs: number): void;
  succeeded(keys: readonly string[]): void;
}

const FREE = 5;
const LONGEST_MS = 15 * 60_000;
const FORGET_MS = 60 * 60_000;

export function createThrottle(): Throttle {
  const tries = new Map<string, { count: number; at: number }>();
  return {
    waitSeconds(keys, nowMs) {
      let wait = 0;
      for (const key of keys) {
        const t = tries.get(key);
        if (t === undefined || t.count < FREE) continue;
        const delay = Math.min(LONGEST_MS, 1000 * 2 ** (t.count - FREE));
        wait = Math.max(wait, t.at + delay - nowMs);
      }
      return Math.ceil(wait / 1000);
    },
    failed(keys, nowMs) {
      if (tries.size > 50_000) tries.clear();
      for (const key of keys) {
        const t = tries.get(key);
        const fresh = t === undefined || nowMs - t.at > FORGET_MS;
        tries.set(key, { count: fresh ? 1 : t.count + 1, at: nowMs });
      }
    },
    succeeded(keys) {
      for (const key of keys) tries.delete(key);
    },
  };
}
