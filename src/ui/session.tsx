import { createContext, type ReactNode, useContext } from 'react';
import { accessApi, type Installation, type Me } from '#api/access.ts';
import { ErrorNotice, Loading } from './parts.tsx';
import { useOperation } from './use-operation.ts';

const InstallationContext = createContext<Installation | undefined>(undefined);

/** Who is signed in and what kind of installation this is; everything below may rely on it. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const query = useOperation(accessApi.installation, {}, { staleMs: 60_000 });
  if (query.data) return <InstallationContext value={query.data}>{children}</InstallationContext>;
  return (
    <div className="panel-body">
      {query.error ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

export function useInstallation(): Installation {
  const installation = useContext(InstallationContext);
  if (installation === undefined) throw new Error('outside SessionProvider');
  return installation;
}

/** The person signed in; pages below the shell always have one. */
export function useMe(): Me {
  const { me } = useInstallation();
  if (me === null) throw new Error('nobody is signed in');
  return me;
}
