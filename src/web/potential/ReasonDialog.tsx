import { type ReactNode, useState } from 'react';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field } from '#ui/parts.tsx';

/** Something is taken back: never without a reason of at least ten letters. */
export function ReasonDialog(props: {
  title: string;
  open: boolean;
  label: string;
  help: string;
  action: string;
  error: unknown;
  pending: boolean;
  onClose: () => void;
  onSubmit: (reason: string) => void;
  children?: ReactNode;
}) {
  return (
    <Dialog title={props.title} open={props.open} onClose={props.onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm(props: Parameters<typeof ReasonDialog>[0]) {
  const say = useSay();
  const [reason, setReason] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        props.onSubmit(reason);
      }}
    >
      {props.error !== null && props.error !== undefined && <ErrorNotice error={props.error} />}
      {props.children}
      <Field label={props.label} help={props.help}>
        {(p) => (
          <textarea
            className="textarea"
            {...p}
            required
            minLength={10}
            maxLength={600}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" look="danger" disabled={props.pending}>
          {props.action}
        </Button>
        <Button onClick={props.onClose}>{say.t('action.cancel')}</Button>
      </div>
    </form>
  );
}
