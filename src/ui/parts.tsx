import {
  type ButtonHTMLAttributes,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Link } from 'wouter';
import { useSay } from './language.tsx';
import './parts.css';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'demo';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'plain' | 'primary' | 'danger' | 'quiet';
  small?: boolean;
}

export function Button({
  look = 'plain',
  small,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  const classes = [
    'button',
    look !== 'plain' && `button-${look}`,
    small && 'button-small',
    className,
  ];
  return <button type={type} className={classes.filter(Boolean).join(' ')} {...rest} />;
}

export function LinkButton({
  to,
  look = 'plain',
  small,
  children,
}: {
  to: string;
  look?: 'plain' | 'primary' | 'quiet';
  small?: boolean;
  children: ReactNode;
}) {
  const classes = ['button', look !== 'plain' && `button-${look}`, small && 'button-small'];
  return (
    <Link href={to} className={classes.filter(Boolean).join(' ')}>
      {children}
    </Link>
  );
}

export function Panel({
  title,
  aside,
  children,
  id,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
}) {
  const heading = useId();
  return (
    <section className="panel" id={id} aria-labelledby={title ? heading : undefined}>
      {(title || aside) && (
        <div className="panel-head">
          {title && <h2 id={heading}>{title}</h2>}
          {aside}
        </div>
      )}
      <div className="panel-body">{children}</div>
    </section>
  );
}

const MARKS: Record<Tone, string> = { plain: '', good: '✓', warn: '!', bad: '✕', demo: '◆' };

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`tag tag-${tone}`}>
      {MARKS[tone] && <span aria-hidden="true">{MARKS[tone]}</span>}
      {children}
    </span>
  );
}

export function Notice({
  tone = 'plain',
  title,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  );
}

/** A refusal or a lost connection, with the way out next to it. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const say = useSay();
  return (
    <Notice tone="bad" title={say.problem(error)}>
      {onRetry && (
        <div>
          <Button small onClick={onRetry}>
            {say.t('action.retry')}
          </Button>
        </div>
      )}
    </Notice>
  );
}

/** Grey bars after 150 ms, words after 3 s; nothing flashes on a fast line. */
export function Loading({ lines = 3 }: { lines?: number }) {
  const say = useSay();
  const [phase, setPhase] = useState(0);
  useEffect(() => {
    const soon = setTimeout(() => setPhase(1), 150);
    const late = setTimeout(() => setPhase(2), 3000);
    return () => {
      clearTimeout(soon);
      clearTimeout(late);
    };
  }, []);
  if (phase === 0) return null;
  return (
    <div className="stack-s" aria-busy="true">
      <span className={phase === 2 ? 'small soft' : 'visually-hidden'}>
        {say.t(phase === 2 ? 'state.loadingLong' : 'state.loading')}
      </span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <div key={i} className="skeleton" style={{ width: `${95 - ((i * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

interface QueryLike<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** The three states of a query in one place: bars, refusal with retry, content. Stale content stays. */
export function Loaded<T>({
  query,
  lines,
  children,
}: {
  query: QueryLike<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading {...(lines === undefined ? {} : { lines })} />;
}

export function Empty({ title, children }: { title?: ReactNode; children?: ReactNode }) {
  const say = useSay();
  return (
    <div className="notice">
      <strong>{title ?? say.t('state.empty')}</strong>
      {children}
    </div>
  );
}

interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  children: (props: {
    id: string;
    'aria-describedby'?: string;
    'aria-invalid'?: boolean;
  }) => ReactNode;
}

/** Label above, help under it, the error in words; the control gets the ids that tie them together. */
export function Field({ label, help, error, optional, children }: FieldProps) {
  const id = useId();
  const say = useSay();
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="soft">{say.t('form.optional')}</span>}
      </label>
      {help && (
        <span className="field-help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true } : {}),
      })}
      {error && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

/** One figure that says what it is, and where it comes from. Unknown is a word, never a zero. */
export function Figure({
  label,
  value,
  source,
  note,
}: {
  label: ReactNode;
  value: ReactNode | undefined;
  source?: ReactNode;
  note?: ReactNode;
}) {
  const say = useSay();
  return (
    <div>
      <div className="figure-label">{label}</div>
      <span className={value === undefined ? 'figure-value soft' : 'figure-value'}>
        {value ?? say.t('state.unknown')}
      </span>
      {note && <div className="small">{note}</div>}
      {source && <div className="figure-source">{source}</div>}
    </div>
  );
}

/** Formulas and assumptions stand behind this, not in the way. */
export function Explain({ title, children }: { title?: ReactNode; children: ReactNode }) {
  const say = useSay();
  return (
    <details className="explain">
      <summary>{title ?? say.t('figure.how')}</summary>
      <div className="stack-s">{children}</div>
    </details>
  );
}

export function ProgressBar({
  done,
  total,
  label,
}: {
  done: number | undefined;
  total: number | undefined;
  label: string;
}) {
  const known = done !== undefined && total !== undefined && total > 0;
  const share = known ? Math.min(100, (done / total) * 100) : 100;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      {...(known
        ? { 'aria-valuenow': Math.round(share), 'aria-valuemin': 0, 'aria-valuemax': 100 }
        : {})}
    >
      <span style={{ width: `${share}%`, opacity: known ? 1 : 0.4 }} />
    </div>
  );
}

export function Dialog({
  title,
  open,
  onClose,
  children,
}: {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const say = useSay();
  const heading = useId();
  useEffect(() => {
    if (open && !ref.current?.open) ref.current?.showModal();
    if (!open && ref.current?.open) ref.current.close();
  }, [open]);
  return (
    <dialog ref={ref} className="dialog" aria-labelledby={heading} onClose={onClose}>
      {open && (
        <>
          <div className="dialog-head">
            <h2 id={heading}>{title}</h2>
            <Button look="quiet" small onClick={onClose}>
              {say.t('action.close')}
            </Button>
          </div>
          <div className="dialog-body stack">{children}</div>
        </>
      )}
    </dialog>
  );
}
