import { type FormEvent, useState } from 'react';
import { changeFields, changeKinds, type FamilyDetail, registryApi } from '#api/registry.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field } from '#ui/parts.tsx';
import { type PickedRegion, RegionPicker } from '#ui/RegionPicker.tsx';
import { useChange } from '#ui/use-operation.ts';

type Kind = (typeof changeKinds)[number];

/** What an officer found out about a family: moved, gone, no longer eligible, or wrong in the register. */
export function ChangeDialog({
  family,
  open,
  onClose,
}: {
  family: FamilyDetail;
  open: boolean;
  onClose: () => void;
}) {
  const say = useSay();
  const add = useChange(registryApi.addFamilyChange);
  const [kind, setKind] = useState<Kind>('moved');
  const [village, setVillage] = useState<PickedRegion>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    add.mutate(
      {
        kab: family.kab,
        id: family.id,
        kind,
        note: text('note'),
        effectiveOn: text('since'),
        ...(kind === 'moved' && village ? { village: village.code } : {}),
        ...(kind === 'correction'
          ? {
              field: text('field') as (typeof changeFields)[number],
              value: text('value') === 'yes',
            }
          : {}),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog title={say.t('families.addChange')} open={open} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">{say.t('families.changeLead')}</p>
        {add.error && <ErrorNotice error={add.error} />}
        <Field label={say.t('families.change.kind')}>
          {(p) => (
            <select
              className="select"
              {...p}
              value={kind}
              onChange={(e) => setKind(e.target.value as Kind)}
            >
              {changeKinds.map((k) => (
                <option key={k} value={k}>
                  {say.t(`families.change.${k}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {kind === 'moved' && (
          <RegionPicker
            label={say.t('families.change.village')}
            levels={['village']}
            within={family.kab}
            value={village}
            onChange={setVillage}
          />
        )}
        {kind === 'correction' && (
          <div className="columns-2">
            <Field label={say.t('families.change.field')}>
              {(p) => (
                <select className="select" name="field" {...p}>
                  {changeFields.map((f) => (
                    <option key={f} value={f}>
                      {say.t(`field.${f}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={say.t('families.change.value')}>
              {(p) => (
                <select className="select" name="value" {...p}>
                  <option value="yes">{say.t('state.yes')}</option>
                  <option value="no">{say.t('state.no')}</option>
                </select>
              )}
            </Field>
          </div>
        )}
        <Field label={say.t('families.change.since')}>
          {(p) => <input className="input" type="date" name="since" {...p} required />}
        </Field>
        <Field label={say.t('families.change.note')} help={say.t('families.change.noteHelp')}>
          {(p) => (
            <textarea
              className="textarea"
              name="note"
              {...p}
              required
              minLength={5}
              maxLength={400}
            />
          )}
        </Field>
        <div className="row">
          <Button
            type="submit"
            look="primary"
            disabled={add.isPending || (kind === 'moved' && village === undefined)}
          >
            {say.t('action.save')}
          </Button>
          <Button onClick={onClose}>{say.t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
