import { useState } from 'react';
import type { povertyApi } from '#api/poverty.ts';
import type { tablesApi } from '#api/tables.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';

/** Taking something back always asks why; the same few lines for a figure, a threshold, an import. */
export function RetractDialog(props: {
  operation:
    | typeof povertyApi.retractFact
    | typeof povertyApi.retractThreshold
    | typeof tablesApi.undoTableImport;
  target: { id: string; text: string } | undefined;
  title: string;
  lead: string;
  action: string;
  onClose: () => void;
}) {
  const say = useSay();
  const [why, setWhy] = useState('');
  const change = useChange(props.operation);
  const close = () => {
    setWhy('');
    change.reset();
    props.onClose();
  };
  return (
    <Dialog title={props.title} open={props.target !== undefined} onClose={close}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          change.mutate({ id: props.target?.id ?? '', reason: why }, { onSuccess: close });
        }}
      >
        <p>{props.target?.text}</p>
        <p className="soft">{props.lead}</p>
        {change.error && <ErrorNotice error={change.error} />}
        <Field label={say.t('facts.why')}>
          {(p) => (
            <input
              className="input"
              {...p}
              required
              minLength={3}
              maxLength={400}
              value={why}
              onChange={(e) => setWhy(e.target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Button type="submit" look="danger" disabled={change.isPending}>
            {props.action}
          </Button>
          <Button onClick={close}>{say.t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
