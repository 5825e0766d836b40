import { useState } from 'react';
import { type Account, accessApi } from '#api/access.ts';
import { regionsApi } from '#api/regions.ts';
import { needsKab, type Role, roles } from '#domain/role.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Loaded, Notice, Tag } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useChange, useOperation } from '#ui/use-operation.ts';
import { PageHead } from '../Shell.tsx';

export function UsersPage() {
  const say = useSay();
  const query = useOperation(accessApi.listAccounts, {});
  const [adding, setAdding] = useState(false);
  const [link, setLink] = useState<{ name: string; link: string }>();
  const change = useChange(accessApi.changeAccount);
  const newLink = useChange(accessApi.newPasswordLink);
  const stateOf = (a: Account) =>
    !a.active
      ? say.t('users.closed')
      : a.hasPassword
        ? say.t('users.active')
        : say.t('users.noPassword');
  return (
    <>
      <PageHead title={say.t('users.title')} lead={say.t('users.lead')}>
        <Button look="primary" onClick={() => setAdding(true)}>
          {say.t('users.add')}
        </Button>
      </PageHead>
      {change.error && <ErrorNotice error={change.error} />}
      <Loaded query={query}>
        {(accounts) => (
          <div className="stack">
            {!accounts.some((a) => a.active && a.role === 'planner') && (
              <Notice tone="warn" title={say.t('users.noPlanner')} />
            )}
            <Table
              caption={say.t('users.title')}
              hideCaption
              filterable
              rows={accounts}
              rowKey={(a) => a.id}
              columns={[
                { key: 'name', header: say.t('setup.name'), value: (a) => a.name, names: true },
                { key: 'username', header: say.t('login.username'), value: (a) => a.username },
                {
                  key: 'role',
                  header: say.t('users.role'),
                  value: (a) => say.word(`role.${a.role}`),
                },
                { key: 'area', header: say.t('users.area'), value: (a) => a.areaName },
                {
                  key: 'state',
                  header: say.t('users.state'),
                  value: stateOf,
                  render: (a) => (
                    <Tag tone={!a.active ? 'plain' : a.hasPassword ? 'good' : 'warn'}>
                      {stateOf(a)}
                    </Tag>
                  ),
                },
                {
                  key: 'last',
                  header: say.t('users.lastLogin'),
                  value: (a) => a.lastLoginAt,
                  render: (a) => (a.lastLoginAt ? say.time(a.lastLoginAt) : '–'),
                },
                {
                  key: 'do',
                  header: say.t('action.change'),
                  value: () => null,
                  render: (a) => (
                    <span className="row">
                      <Button
                        small
                        onClick={() =>
                          newLink.mutate(
                            { id: a.id },
                            { onSuccess: (r) => setLink({ name: a.name, link: r.link }) },
                          )
                        }
                      >
                        {say.t('users.link')}
                      </Button>
                      <Button
                        small
                        onClick={() =>
                          change.mutate({
                            id: a.id,
                            name: a.name,
                            role: a.role,
                            area: a.area,
                            active: !a.active,
                          })
                        }
                      >
                        {a.active ? say.t('users.close') : say.t('users.reopen')}
                      </Button>
                    </span>
                  ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      <AddDialog
        open={adding}
        onClose={() => setAdding(false)}
        onAdded={(name, made) => {
          setAdding(false);
          setLink({ name, link: made });
        }}
      />
      <Dialog title={link?.name ?? ''} open={link !== undefined} onClose={() => setLink(undefined)}>
        <p>{say.t('users.linkHint')}</p>
        <Notice>
          <code
            style={{ overflowWrap: 'anywhere' }}
          >{`${window.location.origin}${link?.link ?? ''}`}</code>
        </Notice>
        <div>
          <Button
            onClick={() =>
              void navigator.clipboard.writeText(`${window.location.origin}${link?.link ?? ''}`)
            }
          >
            {say.t('action.copy')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function AddDialog({
  open,
  onClose,
  onAdded,
}: {
  open: boolean;
  onClose: () => void;
  onAdded: (name: string, link: string) => void;
}) {
  const say = useSay();
  const regions = useOperation(regionsApi.listRegions, {}, { enabled: open, staleMs: 600_000 });
  const add = useChange(accessApi.addAccount);
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [role, setRole] = useState<Role>('officer');
  const [kab, setKab] = useState('');
  const kabupaten = (regions.data ?? []).filter((r) => r.level === 'kab');
  const province = (regions.data ?? []).find((r) => r.level === 'province')?.code ?? '';
  const area = needsKab(role) ? kab || (kabupaten[0]?.code ?? '') : province;
  return (
    <Dialog title={say.t('users.add')} open={open} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(e) => {
          e.preventDefault();
          add.mutate(
            { name, username, role, area },
            { onSuccess: (r) => onAdded(r.account.name, r.link) },
          );
        }}
      >
        {add.error?.code === 'already-exists' ? (
          <Notice tone="bad" title={say.t('users.exists', { username })} />
        ) : (
          add.error && <ErrorNotice error={add.error} />
        )}
        <Field label={say.t('setup.name')}>
          {(p) => (
            <input
              className="input"
              {...p}
              required
              value={name}
              onChange={(e) => setName(e.target.value)}
            />
          )}
        </Field>
        <Field label={say.t('login.username')}>
          {(p) => (
            <input
              className="input"
              {...p}
              required
              pattern="[A-Za-z0-9._\-]{3,40}"
              value={username}
              onChange={(e) => setUsername(e.target.value)}
            />
          )}
        </Field>
        <Field label={say.t('users.role')} help={say.word(`role.${role}.does`)}>
          {(p) => (
            <select
              className="select"
              {...p}
              value={role}
              onChange={(e) => setRole(e.target.value as Role)}
            >
              {roles.map((r) => (
                <option key={r} value={r}>
                  {say.word(`role.${r}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {needsKab(role) && (
          <Field label={say.t('users.area')}>
            {(p) => (
              <select
                className="select"
                {...p}
                value={area}
                onChange={(e) => setKab(e.target.value)}
              >
                {kabupaten.map((k) => (
                  <option key={k.code} value={k.code}>
                    {k.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <div>
          <Button type="submit" look="primary" disabled={add.isPending || area === ''}>
            {say.t('users.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
