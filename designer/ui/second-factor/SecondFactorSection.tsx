import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { removeSecondFactor, secondFactorQuery } from '../../api/session.ts';
import { Loading } from '../Loading.tsx';
import { ProblemAlert } from '../ProblemAlert.tsx';
import { useSession } from '../session.tsx';
import { useMoment } from '../useMoment.ts';
import { useTexts } from '../useTexts.ts';
import { ProofForm } from './ProofForm.tsx';
import { SecondFactorSetUp } from './SecondFactorSetUp.tsx';
import './second-factor-texts.ts';

/** Fewer recovery codes than this are too few to rely on. */
const FEW = 3;

/** The second step of the own sign-in: whether there is one, and what may be done about it. */
export function SecondFactorSection() {
  const t = useTexts('secondFactor');
  const moment = useMoment();
  const { actor } = useSession();
  const { data: view, error, refetch } = useQuery(secondFactorQuery);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [doing, setDoing] = useState<'set up' | 'switch off'>();

  const finish = (text: string) => {
    setDoing(undefined);
    void queries.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
    void message.success(text);
  };
  const state = () => {
    if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
    if (!view) return <Loading />;
    const since = moment(view.since ?? new Date(0).toISOString());
    const left = view.recoveryCodesLeft ?? 0;
    return (
      <>
        <p>
          {view.on ? t('on', { since }) : t('off')} {view.required && t('required')}{' '}
          {view.on && t(left < FEW ? 'few' : 'left', { count: left })}
        </p>
        {doing === undefined && (
          <div className="dg-row">
            <Button type={view.on ? 'default' : 'primary'} onClick={() => setDoing('set up')}>
              {t(view.on ? 'setUpAnew' : 'setUp')}
            </Button>
            {view.on && !view.required && (
              <Button danger onClick={() => setDoing('switch off')}>
                {t('switchOff')}
              </Button>
            )}
          </div>
        )}
        {doing === 'set up' && (
          <SecondFactorSetUp
            name={actor.name}
            tenant={actor.tenant}
            anew={view.on}
            onDone={() => finish(t('done'))}
            onCancel={() => setDoing(undefined)}
          />
        )}
        {doing === 'switch off' && (
          <div className="dg-stack">
            <h3>{t('switchOffTitle')}</h3>
            <p>{t('switchOffMeaning')}</p>
            <ProofForm
              withOtp
              danger
              submit={t('switchOff')}
              onProof={async (proof) => {
                await removeSecondFactor(proof);
                finish(t('gone'));
              }}
              onCancel={() => setDoing(undefined)}
            />
          </div>
        )}
      </>
    );
  };
  return (
    <section className="dg-card dg-card-body dg-stack" aria-labelledby="profile-second-factor">
      <h2 id="profile-second-factor">{t('title')}</h2>
      <p className="dg-soft">{t('meaning')}</p>
      <div className="dg-password dg-stack">{state()}</div>
    </section>
  );
}
