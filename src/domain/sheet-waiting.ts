import type { SheetCommodity, SheetContent, SheetQuestion } from './sheet.ts';

/** Why a question matters, most pressing first; message `waiting.why.<why>`. */
export const waitingWhys = [
  'opens',
  'planned-kit',
  'own-statement',
  'kit',
  'check',
  'limit',
  'coast',
  'unheard',
] as const;
export type WaitingWhy = (typeof waitingWhys)[number];

export interface OpenQuestion {
  readonly question: SheetQuestion;
  readonly why: WaitingWhy;
}

/**
 * Questions nobody has answered yet, most pressing first: trainings held back for lack of a word from
 * the kabupaten, then equipment of planned batches, then the rest. "Tidak tahu" is an answer.
 */
export function openQuestions(content: SheetContent): OpenQuestion[] {
  const all: OpenQuestion[] = [
    ...[...content.commodities, ...content.services].map((c) => ({
      question: c.question,
      why: whyAsked(c),
    })),
    ...content.readiness.flatMap((r) =>
      r.items.map((i) => ({
        question: i.question,
        why: r.planned ? ('planned-kit' as const) : ('kit' as const),
      })),
    ),
    ...content.limits.map((l) => ({ question: l.question, why: 'limit' as const })),
    ...content.coast.map((c) => ({ question: c.question, why: 'coast' as const })),
  ];
  return all
    .filter((o) => o.question.said === null)
    .sort((a, b) => waitingWhys.indexOf(a.why) - waitingWhys.indexOf(b.why));
}

function whyAsked(c: SheetCommodity): WaitingWhy {
  const opensByWord = c.opensWith.some((r) =>
    ['opens-officer', 'opens-demand', 'opens-operator'].includes(r.code),
  );
  if (c.stance === 'held' && opensByWord) return 'opens';
  if (c.stance === 'unheard') return 'unheard';
  return c.stance === 'fits' && opensByWord ? 'own-statement' : 'check';
}
