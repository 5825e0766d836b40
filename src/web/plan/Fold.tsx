import type { ReactNode } from 'react';

/** Part of the form that stays out of the way until it is wanted; closed it still says what it holds. */
export function Fold({
  name,
  title,
  holds,
  open,
  onToggle,
  children,
}: {
  name: string;
  title: string;
  holds: string;
  open: boolean;
  onToggle: (name: string, open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <details
      className="plan-fold"
      open={open}
      onToggle={(e) => {
        if (e.currentTarget.open !== open) onToggle(name, e.currentTarget.open);
      }}
    >
      <summary>
        <span className="plan-fold-title">{title}</span>
        <span className="plan-fold-holds">{holds}</span>
      </summary>
      {open && <div className="stack-s plan-fold-body">{children}</div>}
    </details>
  );
}
