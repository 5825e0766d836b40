import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** Filters and tabs live in the address: a link shows what its sender saw. */
export function useQueryState(): {
  get(name: string): string;
  set(changes: Record<string, string>): void;
} {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (changes: Record<string, string>) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  return { get: (name) => params.get(name) ?? '', set };
}
