import { useState } from 'react';
import { accessApi } from '#api/access.ts';
import { useSay } from '#ui/language.tsx';
import { Button, Dialog, ErrorNotice, Field, Tag } from '#ui/parts.tsx';
import { useInstallation } from '#ui/session.tsx';
import { useChange } from '#ui/use-operation.ts';
import './access.css';

const DEMO_ORDER = ['planner', 'officer', 'head'];

export function LoginPage() {
  const say = useSay();
  const { demo, demoAccounts } = useInstallation();
  const demoLogin = useChange(accessApi.demoLogin);
  const cards = DEMO_ORDER.flatMap((role) =>
    demoAccounts.filter((a) => a.role === role).slice(0, 1),
  );
  return (
    <main className="login">
      <div className="login-side">
        <div className="stack-s">
          <h1>{say.t('app.name')}</h1>
          <p>{say.t('app.tagline')}</p>
        </div>
        <ul aria-label={say.t('login.promises')}>
          <li>{say.t('login.promise1')}</li>
          <li>{say.t('login.promise2')}</li>
          <li>{say.t('login.promise3')}</li>
          <li>{say.t('login.promise4')}</li>
        </ul>
      </div>
      <div className="login-main">
        {demo && (
          <section className="stack">
            <div className="stack-s">
              <div className="row">
                <h2>{say.t('login.demoTitle')}</h2>
                <Tag tone="demo">{say.t('app.demo')}</Tag>
              </div>
              <p className="soft">{say.t('login.demoHint')}</p>
            </div>
            <div className="login-cards">
              {cards.map((a) => (
                <button
                  key={a.username}
                  type="button"
                  className="login-card"
                  disabled={demoLogin.isPending}
                  onClick={() => demoLogin.mutate({ username: a.username })}
                >
                  <strong>{say.word(`role.${a.role}`)}</strong>
                  <span className="small soft">{a.areaName}</span>
                  <span className="small">{say.word(`role.${a.role}.does`)}</span>
                </button>
              ))}
            </div>
            {demoLogin.error && <ErrorNotice error={demoLogin.error} />}
          </section>
        )}
        <section className="stack-s">
          <h2>{say.t('login.title')}</h2>
          <LoginForm />
        </section>
      </div>
    </main>
  );
}

function LoginForm({ onDone }: { onDone?: () => void }) {
  const say = useSay();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const login = useChange(accessApi.login);
  return (
    <form
      className="login-form"
      onSubmit={(e) => {
        e.preventDefault();
        login.mutate({ username, password }, { onSuccess: () => onDone?.() });
      }}
    >
      {login.error && <ErrorNotice error={login.error} />}
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
      <Field label={say.t('login.password')}>
        {(p) => (
          <input
            className="input"
            {...p}
            type="password"
            required
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" disabled={login.isPending}>
          {say.t('login.submit')}
        </Button>
      </div>
    </form>
  );
}

/** An ended session asks again over the page: what was typed stays where it is. */
export function SignInAgain({ open, onDone }: { open: boolean; onDone: () => void }) {
  const say = useSay();
  return (
    <Dialog title={say.t('login.again')} open={open} onClose={onDone}>
      <p>{say.t('problem.signed-out')}</p>
      <LoginForm onDone={onDone} />
    </Dialog>
  );
}
