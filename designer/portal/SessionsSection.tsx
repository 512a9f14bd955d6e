import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import { endSession, sessionsQuery } from '../api/session.ts';
import { Ago } from '../ui/Ago.tsx';
import { Loading } from '../ui/Loading.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useTexts } from '../ui/useTexts.ts';
import { deviceName } from './device-name.ts';

/** Where the person is signed in; each place but this one can be signed out from here. */
export function SessionsSection() {
  const t = useTexts('home');
  const { data: sessions, error, refetch } = useQuery(sessionsQuery);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [ending, setEnding] = useState<string>();
  const [failed, setFailed] = useState<unknown>();

  const end = async (id: string) => {
    setEnding(id);
    setFailed(undefined);
    try {
      await endSession(id);
      void message.success(t('sessionEnded'));
    } catch (thrown) {
      setFailed(thrown);
    }
    await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    setEnding(undefined);
  };

  return (
    <section className="dg-card dg-card-body dg-stack" aria-labelledby="profile-sessions">
      <h2 id="profile-sessions">{t('sessions')}</h2>
      <p className="dg-soft">{t('sessionsMeaning')}</p>
      {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : !sessions && <Loading />}
      {failed !== undefined && <ProblemAlert error={failed} />}
      <ul className="dg-sessions">
        {sessions?.map(({ id, agent, ip, createdAt, seenAt, current }) => {
          const device = deviceName(agent) ?? t('unknownDevice');
          return (
            <li key={id}>
              <div>
                <strong title={agent}>{device}</strong> {current && <Tag color="blue">{t('thisSession')}</Tag>}
                <div className="dg-soft">
                  {ip && <span>{ip}</span>}
                  <span>
                    {t('signedInAt')} <Ago at={createdAt} />
                  </span>
                  <span>
                    {t('lastUsedAt')} <Ago at={seenAt} />
                  </span>
                </div>
              </div>
              {!current && (
                <Button
                  danger
                  loading={ending === id}
                  aria-label={t('endSessionOf', { device })}
                  onClick={() => void end(id)}
                >
                  {t('endSession')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
