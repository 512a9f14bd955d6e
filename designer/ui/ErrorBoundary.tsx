import { Alert, Button } from 'antd';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { ProblemError } from '../api/problem.ts';
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
  const codeIsGone = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <div className="dg-narrow">
      <Alert
        role="alert"
        type={codeIsGone ? 'info' : 'error'}
        showIcon
        title={codeIsGone ? t('newVersion') : t('brokenTitle')}
        action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
      />
    </div>
  );
}
