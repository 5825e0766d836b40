import { Link } from 'wouter';
import type { Overview } from '#api/overview.ts';
import type { MessageKey } from '#messages/translate.ts';
import { useSay } from '#ui/language.tsx';
import { Panel, Tag } from '#ui/parts.tsx';

const STEPS: readonly { key: keyof Overview['checklist']; to: string }[] = [
  { key: 'register', to: '/impor' },
  { key: 'prices', to: '/acuan?bagian=impor&jenis=prices' },
  { key: 'accounts', to: '/lembar' },
  { key: 'facts', to: '/acuan?bagian=impor&jenis=figures' },
  { key: 'boundaries', to: '/peta/batas' },
  { key: 'plan', to: '/rencana' },
];

/** An empty installation: the same chain as a list of things to do, each with its link. */
export function Checklist({ checklist }: { checklist: Overview['checklist'] }) {
  const say = useSay();
  return (
    <Panel title={say.t('home.start')}>
      <p className="soft">{say.t('home.start.lead')}</p>
      <ol className="checklist">
        {STEPS.map(({ key, to }) => (
          <li key={key}>
            <Link href={to}>{say.t(`home.start.${key}` as MessageKey)}</Link>{' '}
            {checklist[key] && <Tag tone="good">{say.t('home.start.done')}</Tag>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
