import { useState } from 'react';
import { type RevealedFamily, registryApi } from '#api/registry.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import { PurposeFields, type PurposeName } from './PurposeFields.tsx';

/** A reveal needs a purpose; past the daily budget it needs an assignment as well. */
export function RevealDialog(props: {
  kab: string;
  id: string;
  open: boolean;
  onClose: () => void;
  onOpened: (revealed: RevealedFamily) => void;
}) {
  const say = useSay();
  const reveal = useChange(registryApi.revealFamily);
  const [purpose, setPurpose] = useState<PurposeName>('verification');
  const [note, setNote] = useState('');
  const [assignment, setAssignment] = useState('');
  const spent = Number(reveal.error?.details['reveals'] ?? 0);
  return (
    <Dialog title={say.t('families.reveal')} open={props.open} onClose={props.onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          reveal.mutate(
            {
              kab: props.kab,
              id: props.id,
              purpose,
              note,
              ...(assignment === '' ? {} : { assignment }),
            },
            { onSuccess: props.onOpened },
          );
        }}
      >
        <p>{say.t('families.revealLead')}</p>
        <PurposeFields purpose={purpose} note={note} onPurpose={setPurpose} onNote={setNote} />
        {spent > 0 ? (
          <Field
            label={say.t('families.assignment')}
            help={say.t('families.assignmentHelp', { n: spent })}
          >
            {(p) => (
              <input
                className="input"
                {...p}
                required
                minLength={10}
                maxLength={300}
                value={assignment}
                onChange={(e) => setAssignment(e.target.value)}
              />
            )}
          </Field>
        ) : (
          reveal.error && <ErrorNotice error={reveal.error} />
        )}
        <div className="row">
          <Button type="submit" look="primary" disabled={reveal.isPending}>
            {say.t('families.reveal')}
          </Button>
          <Button onClick={props.onClose}>{say.t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
