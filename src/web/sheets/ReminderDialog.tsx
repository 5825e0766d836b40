import { useState } from 'react';
import type { BoardRow } from '#api/coordination.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog } from '#ui/parts.tsx';

/** A text to forward by WhatsApp: who has not answered, and where to. No names, nothing of a family. */
export function ReminderDialog({
  rows,
  year,
  open,
  onClose,
}: {
  rows: readonly BoardRow[];
  year: number;
  open: boolean;
  onClose: () => void;
}) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const silent = rows.filter((r) => r.answered === 0);
  const partly = rows.filter((r) => r.answered > 0 && r.answered < r.questions);
  const list = (label: string, of: readonly BoardRow[], text: (r: BoardRow) => string) =>
    of.length === 0 ? [] : ['', label, ...of.map((r, i) => `${i + 1}. ${text(r)}`)];
  const text = [
    say.t('reminder.open', { year: String(year) }),
    ...list(say.t('reminder.silent'), silent, (r) => r.name),
    ...list(
      say.t('reminder.partly'),
      partly,
      (r) =>
        `${r.name} (${say.t('sheet.answeredOf', { answered: r.answered, total: r.questions })})`,
    ),
    '',
    say.t('reminder.close', { address: `${window.location.origin}/lembar` }),
  ].join('\n');
  return (
    <Dialog title={say.t('reminder.title')} open={open} onClose={onClose}>
      <textarea
        className="textarea reminder"
        readOnly
        aria-label={say.t('reminder.title')}
        value={text}
      />
      <div className="row">
        <Button
          look="primary"
          onClick={() =>
            void navigator.clipboard.writeText(text).then(() => {
              setCopied(true);
            })
          }
        >
          {copied ? say.t('action.copied') : say.t('action.copy')}
        </Button>
        <a
          className="button"
          href={`https://wa.me/?text=${encodeURIComponent(text)}`}
          target="_blank"
          rel="noreferrer"
        >
          {say.t('reminder.openWhatsApp')}
        </a>
      </div>
    </Dialog>
  );
}
