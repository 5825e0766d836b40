import { useState } from 'react';
import { useLocation } from 'wouter';
import { accessApi } from '#api/access.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, Notice } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import './access.css';

/** The token travels after `#`, so that it never reaches a server log. */
export const tokenInAddress = (): string => window.location.hash.slice(1);

export function SetupPage() {
  const say = useSay();
  const [, navigate] = useLocation();
  const [token] = useState(tokenInAddress);
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const setup = useChange(accessApi.setup);
  return (
    <main className="setup stack">
      <h1>{say.t('setup.title')}</h1>
      <p className="soft">{say.t('setup.intro')}</p>
      {token === '' && <Notice tone="bad" title={say.t('setup.noToken')} />}
      {setup.error && <ErrorNotice error={setup.error} />}
      <form
        className="login-form"
        onSubmit={(e) => {
          e.preventDefault();
          setup.mutate({ token, name, username, password }, { onSuccess: () => navigate('/') });
        }}
      >
        <Field label={say.t('setup.name')}>
          {(p) => (
            <input
              className="input"
              {...p}
              required
              autoComplete="name"
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
              autoComplete="username"
              value={username}
              onChange={(e) => setUsername(e.target.value)}
            />
          )}
        </Field>
        <Field label={say.t('login.password')} help={say.t('password.hint')}>
          {(p) => (
            <input
              className="input"
              {...p}
              type="password"
              required
              minLength={12}
              autoComplete="new-password"
              value={password}
              onChange={(e) => setPassword(e.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" look="primary" disabled={setup.isPending || token === ''}>
            {say.t('setup.submit')}
          </Button>
        </div>
      </form>
    </main>
  );
}
