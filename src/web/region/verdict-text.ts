import type { GateLine } from '#api/potential.ts';
import { verdictOf } from '#domain/verdict.ts';
import type { Say } from '#ui/language.tsx';

/** The one sentence a head has time for. */
export function verdictText(say: Say, place: string, lines: readonly GateLine[]): string {
  const verdict = verdictOf(lines);
  const names = verdict.fits.map((f) => lower(f[say.language]));
  const fits = listed(say, names, 4);
  const items = (verdict.missing.length > 0 ? verdict.missing : verdict.unanswered).map((i) =>
    lower(say.t(`readiness.${i}`)),
  );
  const missing = listed(say, items, 3);
  const { open, held, kitsReady: ready } = verdict;
  switch (verdict.kind) {
    case 'nothing':
      return say.t('verdict.nothing', { place, held });
    case 'ready':
      return say.t('verdict.ready', { place, fits, ready, open });
    case 'waiting':
      return say.t(verdict.missing.length > 0 ? 'verdict.missing' : 'verdict.unanswered', {
        place,
        fits,
        missing,
      });
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function listed(say: Say, words: readonly string[], most: number): string {
  const shown = words.slice(0, most);
  if (words.length > most) shown.push(say.t('verdict.more', { n: words.length - most }));
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : say.t('verdict.and', { list: shown.join(', '), last });
}
