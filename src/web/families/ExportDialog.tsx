import { useState } from 'react';
import { registryApi } from '#api/registry.ts';
import { save } from '#ui/call.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field } from '#ui/parts.tsx';
import { useQueryState } from '#ui/query-state.ts';
import { useMe } from '#ui/session.tsx';
import { PurposeFields, type PurposeName } from './PurposeFields.tsx';

/** The list of one kecamatan or village as a file: for a purpose, under one's own name. */
export function ExportDialog(props: {
  region: string;
  name: string;
  open: boolean;
  onClose: () => void;
}) {
  const say = useSay();
  const me = useMe();
  const url = useQueryState();
  const [purpose, setPurpose] = useState<PurposeName>('coordination');
  const [note, setNote] = useState('');
  const [withNik, setWithNik] = useState(false);
  const [nikPurpose, setNikPurpose] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = () => {
    setBusy(true);
    setError(undefined);
    save(registryApi.exportFamilies, {
      region: props.region,
      purpose,
      note,
      ...(withNik ? { nikPurpose } : {}),
      ...(url.get('desil') === '' ? {} : { desil: Number(url.get('desil')) }),
      ...(url.get('perempuan') === '1' ? { womenHeaded: true } : {}),
      ...(url.get('disabilitas') === '1' ? { disability: true } : {}),
      ...(url.get('ubah') === '1' ? { changed: true } : {}),
    })
      .then(props.onClose)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={say.t('families.export')} open={props.open} onClose={props.onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          send();
        }}
      >
        <p>{say.t('families.exportLead', { name: props.name })}</p>
        <PurposeFields purpose={purpose} note={note} onPurpose={setPurpose} onNote={setNote} />
        {me.role === 'planner' && (
          <label className="families-check">
            <input
              type="checkbox"
              checked={withNik}
              onChange={(e) => setWithNik(e.target.checked)}
            />
            <span>{say.t('families.exportNik')}</span>
          </label>
        )}
        {withNik && (
          <Field label={say.t('families.exportNikWhy')}>
            {(p) => (
              <input
                className="input"
                {...p}
                required
                minLength={10}
                maxLength={300}
                value={nikPurpose}
                onChange={(e) => setNikPurpose(e.target.value)}
              />
            )}
          </Field>
        )}
        {error !== undefined && <ErrorNotice error={error} />}
        <div className="row">
          <Button type="submit" look="primary" disabled={busy}>
            {say.t('families.export')}
          </Button>
          <Button onClick={props.onClose}>{say.t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
