import { randomUUID } from 'node:crypto';
import type { Answer } from '#domain/potential.ts';
import type { Db } from '../db/sql.ts';
import { addAnswers, hasAnswers } from './queries-answers.ts';

const OFFICER = 'Petugas contoh';
const NOTE = 'Jawaban contoh, bukan keadaan sebenarnya.';

/** region, topic, subject, answer. */
type Example = readonly [string, Answer['topic'], string, Answer['answer']];

const all = (code: string, recipe: string, answers: Record<string, 'yes' | 'no'>): Example[] =>
  Object.entries(answers).map(([item, a]) => [code, 'readiness', `${recipe}:${item}`, a]);

const yesTo = (items: readonly string[]) =>
  Object.fromEntries(items.map((i) => [i, 'yes' as const]));
const ALL = ['power', 'water', 'building', 'operator', 'raw_material', 'buyer', 'running_cost'];

/**
 * A few answers so that the demo shows a ready, a conditional and an absent kit, a confirmed study and
 * one service opened by demand and operator. Konawe Kepulauan's water and power are answered "no" for
 * coconut, as the published story says: an example must not contradict a fact.
 */
const EXAMPLES: readonly Example[] = [
  ...all('74.11', 'gula-aren', yesTo(ALL.filter((i) => i !== 'power'))),
  ...all('74.11', 'kakao-olahan', yesTo(['water', 'building', 'raw_material'])),
  ['74.11', 'commodity', 'kakao', 'yes'],
  ['74.11', 'commodity', 'aren', 'yes'],
  ...all('74.12', 'minyak-kelapa', { water: 'no', power: 'no', raw_material: 'yes' }),
  ...all('74.12', 'ikan-asin-asap', yesTo(['raw_material', 'buyer'])),
  ['74.12', 'commodity', 'kelapa', 'yes'],
  ...all('74.07', 'ikan-asin-asap', yesTo(ALL.filter((i) => i !== 'power'))),
  ['74.71', 'demand', 'bengkel-motor', 'yes'],
  ['74.71', 'operator', 'bengkel-motor', 'yes'],
  ...all(
    '74.71',
    'bengkel-motor',
    yesTo(['power', 'building', 'operator', 'buyer', 'running_cost']),
  ),
  ['74.08.04', 'commodity', 'kelapa', 'yes'],
];

/** Adds the example answers once; answers how many. */
export async function loadDemoAnswers(db: Db, now: string): Promise<number> {
  if (await hasAnswers(db)) return 0;
  return addAnswers(
    db,
    EXAMPLES.map(([code, topic, subject, answer]) => ({
      id: randomUUID(),
      code,
      topic,
      subject,
      answer,
      note: NOTE,
      saidBy: OFFICER,
      saidOn: now.slice(0, 10),
      via: 'demo' as const,
      onBehalf: false,
      synthetic: true,
      actorId: null,
    })),
    now,
  );
}
