import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { CaseView } from '../../../engine/index.ts';
import { administerCase } from '../../api/cases.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { useReasonedAct } from './useReasonedAct.ts';

type Proposal = NonNullable<CaseView['proposals']>[number];
type Answer = 'confirm' | 'dismiss' | 'takeBack';

const texts = {
  confirm: { act: 'confirm', lead: 'confirmLead', done: 'didConfirm' },
  dismiss: { act: 'dismiss', lead: 'dismissLead', done: 'didDismiss' },
  takeBack: { act: 'takeBack', lead: 'dismissLead', done: 'didTakeBack' },
} as const;

/** Exceptions that one administrator has proposed: the proposer sees that they wait, another confirms or refuses. */
export function CaseProposals({ view }: { view: CaseView }) {
  const t = useTexts('cases');
  const say = useLocalise();
  const moment = useMoment();
  const { actor } = useSession();
  const [asking, setAsking] = useState<{ proposal: Proposal; answer: Answer }>();
  return (
    <>
      {view.proposals?.map((proposal) => (
        <Alert
          key={proposal.id}
          className="dg-proposal dg-no-print"
          type="warning"
          showIcon
          title={t('proposed', { what: whatOf(proposal) })}
          description={
            <div className="dg-stack">
              <div>
                <div className="dg-proposal-reason">{t('proposedReason', { reason: proposal.reason })}</div>
                <div className="dg-soft">
                  {t('proposedBy', { person: say(proposal.by.title), time: moment(proposal.at) })}
                </div>
              </div>
              {proposal.by.id === actor.id ? (
                <div className="dg-row">
                  <span>{t('waitsForSecond')}</span>
                  <Button onClick={() => setAsking({ proposal, answer: 'takeBack' })}>{t('takeBack')}</Button>
                </div>
              ) : (
                <div className="dg-row">
                  <Button type="primary" onClick={() => setAsking({ proposal, answer: 'confirm' })}>
                    {t('confirm')}
                  </Button>
                  <Button onClick={() => setAsking({ proposal, answer: 'dismiss' })}>{t('dismiss')}</Button>
                </div>
              )}
            </div>
          }
        />
      ))}
      {asking && <AnswerDialog view={view} {...asking} onClose={() => setAsking(undefined)} />}
    </>
  );

  function whatOf({ verb, what }: Proposal): string {
    return t(`proposed-${verb}`, { what: say(what) });
  }
}

type DialogProps = { view: CaseView; proposal: Proposal; answer: Answer; onClose: () => void };

/** Asks why an exception is confirmed or refused, and sends the answer. */
function AnswerDialog({ view, proposal, answer, onClose }: DialogProps) {
  const t = useTexts('cases');
  const say = useLocalise();
  const { act, lead, done } = texts[answer];
  const answered = useReasonedAct(view.id, {
    async send(reason, intent) {
      const body = { proposal: proposal.id, reason };
      const verb = answer === 'confirm' ? 'confirm' : 'dismiss';
      await administerCase(verb, view.id, body, intent.for([verb, body]));
      return t(done);
    },
    onClose,
  });
  return (
    <ReasonDialog act={answered} title={t(act)} okText={t(act)} onClose={onClose}>
      <p>
        <strong>{t(`proposed-${proposal.verb}`, { what: say(proposal.what) })}</strong>
      </p>
      <p>{t(lead)}</p>
    </ReasonDialog>
  );
}
