import { useState } from 'react';
import { accessApi } from '#api/access.ts';
import { useSay } from '#ui/language.tsx';
import { Button, ErrorNotice, Field, LinkButton, Notice } from '#ui/parts.tsx';
import { useChange } from '#ui/use-operation.ts';
import { tokenInAddress } from './SetupPage.tsx';
import './access.css';

export function ChoosePasswordPage() {
  const say = useSay();
  const [token] = useState(tokenInAddress);
  const [password, setPassword] = useState('');
  const choose = useChange(accessApi.choosePassword);
  return (
    <main className="setup stack">
      <h1>{say.t('password.title')}</h1>
      {choose.data ? (
        <>
          <Notice tone="good" title={say.t('password.done', { username: choose.data.username })} />
          <div>
            <LinkButton to="/" look="primary">
              {say.t('login.submit')}
            </LinkButton>
          </div>
        </>
      ) : (
        <form
          className="login-form"
          onSubmit={(e) => {
            e.preventDefault();
            choose.mutate({ token, password });
          }}
        >
          {choose.error && <ErrorNotice error={choose.error} />}
          <Field label={say.t('password.new')} help={say.t('password.hint')}>
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
            <Button type="submit" look="primary" disabled={choose.isPending}>
              {say.t('action.save')}
            </Button>
          </div>
        </form>
      )}
    </main>
  );
}
