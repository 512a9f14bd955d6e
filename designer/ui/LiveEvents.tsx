import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { assertNever, type Home } from '../../engine/index.ts';
import { followLive } from '../api/live.ts';
import { homeQuery, noticesQuery } from '../api/session.ts';
import { useTexts } from './useTexts.ts';

/** Keeps what is on screen up with the server: its events make the queries that they touch stale. */
export function LiveEvents() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const t = useTexts();
  useEffect(() => {
    // A flood of notices is one line that counts, not a pile over the page.
    let shown = 0;
    const announce = (title: string) => {
      shown += 1;
      const content = shown === 1 ? title : t('moreNotices', { title, count: shown - 1 });
      const onClose = () => {
        shown = 0;
      };
      void message.open({ key: 'notice', type: 'info', content, onClose });
    };
    const stale = (...queryKey: unknown[]) => void queries.invalidateQueries({ queryKey });
    return followLive({
      event(event) {
        switch (event.type) {
          case 'badges':
            queries.setQueryData(
              homeQuery.queryKey,
              (home: Home | undefined) => home && { ...home, badges: event.badges },
            );
            return;
          case 'task':
            stale('tasks');
            stale('task', event.task);
            stale('home');
            stale('notices');
            return;
          case 'case':
            stale('case', event.case);
            stale('records');
            return;
          case 'notice':
            void queries.invalidateQueries({ queryKey: noticesQuery.queryKey });
            announce(event.notice.title);
            return;
          case 'release':
            // Open forms go on under the release that they began with; what is opened next is the new one.
            for (const key of ['home', 'form', 'dashboard', 'page', 'packs']) stale(key);
            return;
          default:
            assertNever(event);
        }
      },
      returned() {
        void queries.invalidateQueries({
          predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'form',
        });
      },
    });
  }, [queries, message, t]);
  return null;
}
