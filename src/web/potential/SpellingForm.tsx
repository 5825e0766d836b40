import { useState } from 'react';
import { potentialApi } from '#api/potential.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import { CommoditySelect } from './CommoditySelect.tsx';

/** A text that files use, tied once to the commodity it means. */
export function SpellingForm({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const add = useChange(potentialApi.addSpelling);
  const [spelling, setSpelling] = useState('');
  const [commodity, setCommodity] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        add.mutate({ spelling, commodity }, { onSuccess: onDone });
      }}
    >
      {add.error && <ErrorNotice error={add.error} />}
      <Field label={say.t('evidence.spelling')} help={say.t('evidence.teachHelp')}>
        {(p) => (
          <input
            className="input"
            {...p}
            required
            minLength={2}
            maxLength={80}
            value={spelling}
            onChange={(e) => setSpelling(e.target.value)}
          />
        )}
      </Field>
      <CommoditySelect
        label={say.t('evidence.commodity')}
        value={commodity}
        onChange={setCommodity}
      />
      <div>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {say.t('action.save')}
        </Button>
      </div>
    </form>
  );
}
