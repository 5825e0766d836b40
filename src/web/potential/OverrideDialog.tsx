import { useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Notice } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';

/** Opens a recipe against the gate: a named officer and a reason, nothing less. */
export function OverrideDialog({
  open,
  onClose,
  given,
}: {
  open: boolean;
  onClose: () => void;
  given: { code: string; recipe: string };
}) {
  const say = useSay();
  return (
    <Dialog title={say.t('override.add')} open={open} onClose={onClose}>
      <OverrideForm given={given} onDone={onClose} />
    </Dialog>
  );
}

function OverrideForm({
  given,
  onDone,
}: {
  given: { code: string; recipe: string };
  onDone: () => void;
}) {
  const say = useSay();
  const add = useChange(potentialApi.addOverride);
  const [officerName, setOfficerName] = useState('');
  const [reason, setReason] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        add.mutate({ ...given, officerName, reason }, { onSuccess: onDone });
      }}
    >
      <p className="small soft">
        {say.t('override.lead')} {say.t('override.stillAgainst')}
      </p>
      {add.error?.code === 'already-exists' ? (
        <Notice tone="bad" title={say.t('override.exists')} />
      ) : (
        add.error && <ErrorNotice error={add.error} />
      )}
      <Field label={say.t('override.officer')}>
        {(p) => (
          <input
            className="input"
            {...p}
            required
            minLength={3}
            maxLength={120}
            value={officerName}
            onChange={(e) => setOfficerName(e.target.value)}
          />
        )}
      </Field>
      <Field label={say.t('override.reason')} help={say.t('override.reasonHelp')}>
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
      <div>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {say.t('override.add')}
        </Button>
      </div>
    </form>
  );
}
