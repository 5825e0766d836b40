import { useState } from 'react';
import { type FamilyChange, type FamilyDetail, registryApi } from '#api/registry.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Panel, Tag, type Tone } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import { ChangeDialog } from './ChangeDialog.tsx';

const TONES: Record<FamilyChange['state'], Tone> = {
  'in-force': 'good',
  revoked: 'plain',
  overtaken: 'warn',
};

/** What officers found out, newest first, and the way to say more or to take something back. */
export function ChangesPanel({ family }: { family: FamilyDetail }) {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<FamilyChange>();
  const what = (c: FamilyChange) =>
    [
      say.t(`families.change.${c.kind}`),
      c.villageName,
      c.field && `${say.t(`field.${c.field}`)}: ${say.t(c.value ? 'state.yes' : 'state.no')}`,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Panel
      title={say.t('families.changes')}
      aside={
        <Button small onClick={() => setAdding(true)}>
          {say.t('families.addChange')}
        </Button>
      }
    >
      {family.changes.length === 0 ? (
        <p className="soft">{say.t('families.noChanges')}</p>
      ) : (
        <ul className="families-changes">
          {family.changes.map((c) => (
            <li key={c.id}>
              <div className="row row-between">
                <strong>{what(c)}</strong>
                <Tag tone={TONES[c.state]}>{say.t(`families.change.${c.state}`)}</Tag>
              </div>
              <span>{c.note}</span>
              <span className="small soft">
                {say.t('families.change.by', {
                  date: say.date(c.effectiveOn),
                  name: c.madeByName ?? '–',
                })}
              </span>
              {c.state === 'revoked' && (
                <span className="small soft">
                  {`${say.t('families.change.revoked')}: ${c.revokeReason ?? ''}`}
                </span>
              )}
              {c.state !== 'revoked' && (
                <span>
                  <Button small onClick={() => setRevoking(c)}>
                    {say.t('families.change.revoke')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <ChangeDialog family={family} open={adding} onClose={() => setAdding(false)} />
      <RevokeDialog
        family={family}
        change={revoking}
        what={revoking ? what(revoking) : ''}
        onClose={() => setRevoking(undefined)}
      />
    </Panel>
  );
}

function RevokeDialog(props: {
  family: FamilyDetail;
  change: FamilyChange | undefined;
  what: string;
  onClose: () => void;
}) {
  const say = useSay();
  const revoke = useChange(registryApi.revokeFamilyChange);
  const [reason, setReason] = useState('');
  return (
    <Dialog
      title={`${say.t('families.change.revoke')}: ${props.what}`}
      open={props.change !== undefined}
      onClose={props.onClose}
    >
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          const { kab, id } = props.family;
          revoke.mutate(
            { kab, id, change: props.change?.id ?? '', reason },
            { onSuccess: props.onClose },
          );
        }}
      >
        {revoke.error && <ErrorNotice error={revoke.error} />}
        <Field label={say.t('families.change.revokeReason')}>
          {(p) => (
            <input
              className="input"
              {...p}
              required
              minLength={5}
              maxLength={400}
              value={reason}
              onChange={(e) => setReason(e.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" look="primary" disabled={revoke.isPending}>
            {say.t('families.change.revoke')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
