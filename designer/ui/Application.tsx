import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { ProblemError } from '../api/problem.ts';
import { sessionQuery } from '../api/session.ts';
import { styleNonce } from './style-nonce.ts';
import { themeFor } from './theme.ts';
import { useLocale } from './useLocale.ts';
import { useMedia } from './useMedia.ts';

/** Everything that pages find around them: the query cache, the look, the language of the kit. */
export function Application({ children }: { children: ReactNode }) {
  const locale = useLocale();
  // Calls try again by themselves (api/request.ts), where it is known whether that is any use.
  const [queries] = useState(newQueries);
  const touch = useMedia('(pointer: coarse), (max-width: 767px)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const theme = useMemo(() => themeFor(touch, still), [touch, still]);
  useEffect(() => {
    dayjs.locale(locale === 'zh-CN' ? 'zh-cn' : 'en');
  }, [locale]);
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider
        theme={theme}
        locale={locale === 'zh-CN' ? zhCN : en}
        csp={{ nonce: styleNonce }}
        getPopupContainer={overlays}
        button={{ autoInsertSpace: false }}
      >
        <App component={false}>{children}</App>
      </ConfigProvider>
    </QueryClientProvider>
  );
}

function newQueries(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError(error) {
        // An administrator has issued a new password meanwhile: the session says so, and the gate asks for a change.
        if (error instanceof ProblemError && error.code === 'password-change-required') {
          void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
        }
      },
    }),
    defaultOptions: { queries: { retry: false, staleTime: 5_000 }, mutations: { retry: false } },
  });
  return queries;
}

// Dialogs in the body itself lock its scrolling by a style sheet without the nonce; in a place of their own they leave that
// to theme.css.
const overlays = () => document.getElementById('overlays') ?? document.body;
