import type { ReactNode } from 'react';
import type { GateLine, ReadinessView } from '#api/potential.ts';
import type { GateFlag } from '#domain/gate-flags.ts';
import { reasonText } from '#messages/reason.ts';
import { useSay } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/parts.tsx';

type ReasonLike = GateLine['because'][number];

/** Reasons as a list of sentences. */
export function Reasons({ reasons }: { reasons: readonly ReasonLike[] }) {
  const { language } = useSay();
  return (
    <ul className="reasons">
      {reasons.map((r) => {
        const text = reasonText(language, r);
        return <li key={text}>{text}</li>;
      })}
    </ul>
  );
}

/** The Indonesian or English half of a name. */
export function useName(): (name: { id: string; en: string }) => string {
  const { language } = useSay();
  return (name) => name[language];
}

const STATUS_TONE: Record<GateLine['status'], Tone> = {
  open: 'good',
  blocked: 'plain',
  overridden: 'warn',
};
export function StatusTag({ status }: { status: GateLine['status'] }) {
  const say = useSay();
  return <Tag tone={STATUS_TONE[status]}>{say.t(`gate.status.${status}`)}</Tag>;
}

const KIT_TONE: Record<ReadinessView['kit'], Tone> = {
  ready: 'good',
  conditional: 'warn',
  absent: 'bad',
};
export function KitTag({ kit }: { kit: ReadinessView['kit'] }) {
  const say = useSay();
  return <Tag tone={KIT_TONE[kit]}>{say.t(`readiness.kit.${kit}`)}</Tag>;
}

const WARNING: ReadonlySet<GateFlag> = new Set([
  'own-statement',
  'kab-statement',
  'conflict',
  'tiny-base',
  'past-failure',
  'coast-unknown',
]);
export function FlagTags({ flags }: { flags: readonly GateFlag[] }) {
  const say = useSay();
  return flags.map((flag) => (
    <Tag key={flag} tone={WARNING.has(flag) ? 'warn' : 'plain'}>
      {say.t(`gate.flag.${flag}`)}
    </Tag>
  ));
}

/** Marks made-up rows wherever they stand. */
export function ExampleTag({ when }: { when: boolean }): ReactNode {
  const say = useSay();
  return when ? <Tag tone="demo">{say.t('app.demo')}</Tag> : null;
}

/** A label over a part of a card. No heading: the same card stands under headings of any level. */
export function SubHead({ children }: { children: ReactNode }) {
  return <p className="sub-head">{children}</p>;
}
