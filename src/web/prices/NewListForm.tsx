import { type FormEvent, useState } from 'react';
import { planningApi } from '#api/planning.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Notice } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';

/** An empty list; its items come from the recipes, its prices from the office. */
export function NewListForm({ onMade }: { onMade: (id: string) => void }) {
  const say = useSay();
  const add = useChange(planningApi.addPriceList);
  const [name, setName] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const year = Number(new FormData(event.currentTarget).get('year'));
    add.mutate({ name: name.trim(), year }, { onSuccess: ({ id }) => onMade(id) });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {add.error?.code === 'already-exists' ? (
        <Notice tone="bad" title={say.t('price.exists', { name })} />
      ) : (
        add.error && <ErrorNotice error={add.error} />
      )}
      <Field label={say.t('price.name')}>
        {(p) => (
          <input
            className="input"
            {...p}
            required
            maxLength={120}
            pattern=".*\S.*"
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        )}
      </Field>
      <Field label={say.t('price.year')}>
        {(p) => (
          <input
            className="input"
            name="year"
            {...p}
            required
            inputMode="numeric"
            pattern="20[2-9]\d"
            maxLength={4}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {say.t('price.add')}
        </Button>
      </div>
    </form>
  );
}
