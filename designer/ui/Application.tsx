import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { themeFor } from './theme.ts';
import { useLocale } from './useLocale.ts';
import { useMedia } from './useMedia.ts';

/** Everything that pages find around them: the query cache, the look, the language of the kit. */
export function Application({ children }: { children: ReactNode }) {
  const locale = useLocale();
  // Calls try again by themselves (api/request.ts), where it is known whether that is any use.
  const [queries] = useState(
    () =>
      new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000 }, mutations: { retry: false } } }),
  );
  const touch = useMedia('(pointer: coarse), (max-width: 767px)');
  const theme = useMemo(() => themeFor(touch), [touch]);
  useEffect(() => {
    dayjs.locale(locale === 'zh-CN' ? 'zh-cn' : 'en');
  }, [locale]);
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider
        theme={theme}
        locale={locale === 'zh-CN' ? zhCN : en}
        csp={{ nonce: styleNonce }}
        button={{ autoInsertSpace: false }}
      >
        <App component={false}>{children}</App>
      </ConfigProvider>
    </QueryClientProvider>
  );
}

// The style sheets that the kit makes at run time carry the page's nonce, or the policy refuses them.
const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
