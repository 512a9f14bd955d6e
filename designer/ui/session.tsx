import { useQuery } from '@tanstack/react-query';
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect } from 'react';
import type { Permission, Session } from '../../engine/index.ts';
import { sessionQuery } from '../api/session.ts';
import { switchLocale } from './i18n.ts';
import { Loading } from './Loading.tsx';
import { PasswordPage } from './PasswordPage.tsx';
import { ProblemPage } from './ProblemPage.tsx';
import { SignInPage } from './SignInPage.tsx';
import { Zone } from './useMoment.ts';

const SecondFactorPage = lazy(() => import('./second-factor/SecondFactorPage.tsx'));
const Current = createContext<Session | undefined>(undefined);

/** Who is signed in. Only below SignedIn, where a person is always signed in. */
export function useSession(): Session {
  const session = useContext(Current);
  if (!session) throw new Error('useSession needs SignedIn above it');
  return session;
}

export function usePermission(...anyOf: Permission[]): boolean {
  const { permissions } = useSession();
  return anyOf.some((permission) => permissions.includes(permission));
}

/** Shows its children to a person who is signed in as fully as their roles demand; otherwise asks for what is missing. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data: session, error, isPending, refetch } = useQuery(sessionQuery);
  const locale = session?.locale;
  useEffect(() => {
    if (locale) void switchLocale(locale);
  }, [locale]);
  if (isPending) return <Loading page />;
  if (error && session === undefined) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!session) return <SignInPage />;
  if (session.mustChangePassword) return <PasswordPage />;
  if (session.mustSetUpSecondFactor)
    return (
      <Suspense fallback={<Loading page />}>
        <SecondFactorPage session={session} />
      </Suspense>
    );
  return (
    <Current.Provider value={session}>
      <Zone.Provider value={session.zone}>{children}</Zone.Provider>
    </Current.Provider>
  );
}
