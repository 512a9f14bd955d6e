import { Alert, Button } from 'antd';
import { Component, type ErrorInfo, type ReactNode, useEffect, useState } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { call } from '../api/call.ts';
import { ProblemError } from '../api/problem.ts';
import { Loading } from './Loading.tsx';
import { NotFound } from './NotFound.tsx';
import { ProblemPage } from './ProblemPage.tsx';
import { useTexts } from './useTexts.ts';

type Props = { children: ReactNode };

/** Keeps one broken part from taking the page with it. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <Broken onRetry={() => this.setState({ broken: false })} />;
  }
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const t = useTexts();
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={t('brokenTitle')}
      description={t('brokenText')}
      action={<Button onClick={onRetry}>{t('tryAgain')}</Button>}
    />
  );
}

/** What a route shows when its page throws, is missing, or when its code is gone after an update of the server. */
export function RouteError() {
  const error = useRouteError();
  const t = useTexts();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  if (error instanceof ProblemError) return <ProblemPage error={error} />;
  const codeIsMissing = error instanceof TypeError && /import|module/i.test(error.message);
  if (codeIsMissing) return <CodeIsMissing />;
  return (
    <div className="dg-narrow">
      <Alert
        role="alert"
        type="error"
        showIcon
        title={t('brokenTitle')}
        action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
      />
    </div>
  );
}

/**
 * A part of the application did not come: the network is away, or the server has a newer version. Without a network, reloading
 * would leave nothing; the page comes by itself once the server is reached.
 */
function CodeIsMissing() {
  const t = useTexts();
  const [reached, setReached] = useState<boolean>();
  useEffect(() => {
    let gone = false;
    let away = !navigator.onLine;
    if (away) setReached(false);
    const ask = async () => {
      while (!gone) {
        try {
          await call('GET /welcome', { session: false });
          if (gone) return;
          if (away) location.reload();
          else setReached(true);
          return;
        } catch {
          away = true;
          if (!gone) setReached(false);
        }
      }
    };
    void ask();
    return () => {
      gone = true;
    };
  }, []);
  if (reached === undefined) return <Loading />;
  return (
    <div className="dg-narrow">
      <Alert
        role="alert"
        type={reached ? 'info' : 'warning'}
        showIcon
        title={t(reached ? 'newVersion' : 'pageNotReached')}
        action={reached && <Button onClick={() => location.reload()}>{t('reload')}</Button>}
      />
    </div>
  );
}
