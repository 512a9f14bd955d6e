import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import type { CaseView } from '../../../engine/index.ts';
import { administerCase } from '../../api/cases.ts';
import { IntentKey } from '../../api/keys.ts';
import { problemOf } from '../../api/problem.ts';
import { LabelledInput } from '../../ui/LabelledInput.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useSession } from '../../ui/session.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';

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
  const id = useId();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const intent = useRef(new IntentKey());
  const { act, lead, done } = texts[answer];

  const send = async () => {
    setTried(true);
    if (busy || !reason.trim()) return;
    const body = { proposal: proposal.id, reason: reason.trim() };
    const verb = answer === 'confirm' ? 'confirm' : 'dismiss';
    setBusy(true);
    setFailure(undefined);
    try {
      await administerCase(verb, view.id, body, intent.current.for([verb, body]));
      intent.current.done();
      void message.success(t(done));
      onClose();
    } catch (thrown) {
      setFailure(thrown);
      // An answer that refuses is remembered under its key: the next try is another intention.
      if (problemOf(thrown).status === 422) intent.current.done();
    } finally {
      setBusy(false);
      for (const key of [['case', view.id], ['home'], ['tasks'], ['task'], ['incidents']])
        void queries.invalidateQueries({ queryKey: key });
    }
  };

  return (
    <Modal
      open
      title={t(act)}
      okText={t(act)}
      cancelText={t('shell:cancel')}
      confirmLoading={busy}
      mask={{ closable: false }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="dg-stack">
        <ProblemAlert error={failure} />
        <p>
          <strong>{t(`proposed-${proposal.verb}`, { what: say(proposal.what) })}</strong>
        </p>
        <p>{t(lead)}</p>
        <LabelledInput
          id={`${id}-reason`}
          label={t('task:reason')}
          help={t('reasonHelp')}
          required
          issue={tried && !reason.trim() ? t('task:giveReason') : undefined}
        >
          <Input.TextArea
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            rows={3}
            className="dg-grow"
            maxLength={2000}
          />
        </LabelledInput>
      </div>
    </Modal>
  );
}
