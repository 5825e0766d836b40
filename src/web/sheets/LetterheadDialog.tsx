import { useState } from 'react';
import { documentsApi, type Letterhead } from '#api/documents.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Loaded } from '#ui/parts.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';

const LINES = [
  'government',
  'office',
  'address',
  'contact',
  'city',
  'signerTitle',
  'signerName',
  'signerNip',
] as const satisfies readonly (keyof Letterhead)[];

/** How the office stands on its papers. An empty line stays empty on the paper. */
export function LetterheadDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useSay();
  const query = useOperation(documentsApi.letterhead, {}, { enabled: open });
  return (
    <Dialog title={say.t('letterhead.title')} open={open} onClose={onClose}>
      <p className="soft">{say.t('letterhead.lead')}</p>
      <Loaded query={query}>
        {(letterhead) => <Form initial={letterhead} onSaved={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function Form({ initial, onSaved }: { initial: Letterhead; onSaved: () => void }) {
  const say = useSay();
  const save = useChange(documentsApi.saveLetterhead);
  const [value, setValue] = useState(initial);
  return (
    <form
      className="stack-s"
      onSubmit={(e) => {
        e.preventDefault();
        save.mutate(value, { onSuccess: onSaved });
      }}
    >
      {save.error && <ErrorNotice error={save.error} />}
      {LINES.map((name) => (
        <Field key={name} label={say.t(`letterhead.${name}`)}>
          {(p) => (
            <input
              className="input"
              {...p}
              maxLength={160}
              value={value[name]}
              onChange={(e) => setValue({ ...value, [name]: e.target.value })}
            />
          )}
        </Field>
      ))}
      <div>
        <Button type="submit" look="primary" disabled={save.isPending}>
          {say.t('action.save')}
        </Button>
      </div>
    </form>
  );
}
