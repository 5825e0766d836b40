import type { PlanView } from '#api/planning.ts';
import type { Reason } from '#domain/reason.ts';
import { reasonText } from '#messages/reason.ts';
import { type Say, useSay } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/parts.tsx';
import type { useQueryState } from '#ui/query-state.ts';

/** What every table of a plan needs: the plan, names of places, and the address it reads and writes. */
export interface PlanTableProps {
  view: PlanView;
  names: ReadonlyMap<string, string>;
  query: ReturnType<typeof useQueryState>;
}
export type ViewLine = PlanView['lines'][number];
export type ViewAbsent = PlanView['absent'][number];

export const sentences = (say: Say, reasons: readonly Reason[]): string =>
  reasons.map((r) => reasonText(say.language, r)).join(' ');

/** Clauses of one sentence: some begin with the mark that parts them from the one before. */
export const oneSentence = (say: Say, clauses: readonly Reason[]): string =>
  `${sentences(say, clauses).replace(/\s+;/g, ';')}.`;

export const kitWord = (say: Say, line: Pick<ViewLine, 'tier' | 'kit'>): string =>
  say.word(`plan-paper.kit.${line.tier === 'kit' ? line.kit : `training-${line.kit}`}`);

/** One word per way a line can stand with its equipment; the filter and the address use it. */
export const kitState = (line: Pick<ViewLine, 'tier' | 'kit'>): KitState =>
  line.tier === 'training' ? 'without' : line.kit === 'ready' ? 'ready' : 'conditional';
export const kitStates = ['ready', 'conditional', 'without'] as const;
export type KitState = (typeof kitStates)[number];

const KIT_TONE: Record<KitState, Tone> = { ready: 'good', conditional: 'warn', without: 'plain' };

export function KitTag({
  line,
  short = false,
}: {
  line: Pick<ViewLine, 'tier' | 'kit'>;
  /** Under a head that says what it is about. */
  short?: boolean;
}) {
  const say = useSay();
  const state = kitState(line);
  return (
    <Tag tone={KIT_TONE[state]}>{short ? say.t(`plan.kitShort.${state}`) : kitWord(say, line)}</Tag>
  );
}

/** Marks a reader must see before signing; the others are said in small print. */
const LOUD: ReadonlySet<string> = new Set([
  'overridden',
  'past-aid',
  'past-failure',
  'conflict',
  'own-statement',
  'tiny-base',
  'locked',
]);

export function flagWord(say: Say, flag: string): string {
  const own = say.word(`plan-paper.flag.${flag}`);
  return own === `plan-paper.flag.${flag}` ? say.word(`gate.flag.${flag}`) : own;
}

/** Example prices are marked by the page's own sign, once. */
export const shownFlags = (line: Pick<ViewLine, 'flags'>): string[] =>
  line.flags.filter((f) => f !== 'synthetic-price');

export function Flags({ line }: { line: Pick<ViewLine, 'flags'> }) {
  const say = useSay();
  const flags = shownFlags(line);
  const quiet = flags.filter((f) => !LOUD.has(f)).map((f) => flagWord(say, f));
  return (
    <span className="plan-flags">
      {flags
        .filter((f) => LOUD.has(f))
        .map((f) => (
          <Tag key={f} tone={f === 'locked' ? 'plain' : 'warn'}>
            {flagWord(say, f)}
          </Tag>
        ))}
      {quiet.length > 0 && <span className="soft">{quiet.join(' · ')}</span>}
    </span>
  );
}

export const costOf = (line: Pick<ViewLine, 'trainingRupiah' | 'kitRupiah'>): number =>
  line.trainingRupiah + line.kitRupiah;
