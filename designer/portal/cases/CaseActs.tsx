import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import type { CaseView } from '../../../engine/index.ts';
import { commentOnCase, remindCase, withdrawCase } from '../../api/cases.ts';
import { IntentKey } from '../../api/keys.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import { AdministerCase } from './AdministerCase.tsx';
import { CaseEvents } from './CaseEvents.tsx';

type CaseAct = 'comment' | 'remind' | 'withdraw';
const acts: readonly CaseAct[] = ['comment', 'remind', 'withdraw'];
const told = { comment: 'commented', remind: 'reminded', withdraw: 'withdrawn' } as const;

function carryOut(act: CaseAct, id: string, text: string, keys: IntentKey): Promise<CaseView> {
  const key = keys.for([act, text]);
  switch (act) {
    case 'comment':
      return commentOnCase(id, { text }, key);
    case 'remind':
      return remindCase(id, key);
    case 'withdraw':
      return withdrawCase(id, text ? { opinion: text } : {}, key);
  }
}

/** What the person may do to a case beside deciding: comment, remind, take back; and what an administrator may do. */
export function CaseActs({ view }: { view: CaseView }) {
  const t = useTexts('cases');
  const id = useId();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<CaseAct>();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<CaseAct>();
  const [failure, setFailure] = useState<unknown>();
  const intent = useRef(new IntentKey());

  const act = async (which: CaseAct) => {
    setBusy(which);
    setFailure(undefined);
    try {
      await carryOut(which, view.id, text.trim(), intent.current);
      intent.current.done();
      setAsking(undefined);
      setText('');
      void message.success(t(told[which]));
    } catch (thrown) {
      setFailure(thrown);
      if (which === 'remind') setAsking(which);
    } finally {
      setBusy(undefined);
      for (const key of [['case', view.id], ['home'], ['tasks']]) void queries.invalidateQueries({ queryKey: key });
    }
  };
  const available = acts.filter((one) => view.available.includes(one));
  return (
    <>
      {available.map((one) => (
        <Button
          key={one}
          loading={busy === one && !asking}
          onClick={() => (one === 'remind' ? void act(one) : setAsking(one))}
        >
          {t(one)}
        </Button>
      ))}
      <CaseEvents view={view} />
      <AdministerCase view={view} />
      <Modal
        open={asking !== undefined}
        title={asking === 'withdraw' ? t('withdrawTitle') : asking === 'remind' ? t('remind') : t('commentTitle')}
        okText={asking && t(asking)}
        okButtonProps={{ danger: asking === 'withdraw', disabled: asking === 'comment' && !text.trim() }}
        cancelText={t('shell:cancel')}
        confirmLoading={busy !== undefined}
        onOk={() => asking && void act(asking)}
        onCancel={() => {
          setAsking(undefined);
          setFailure(undefined);
        }}
      >
        <div className="dg-stack">
          <ProblemAlert error={failure} />
          {asking === 'withdraw' && <p>{t('withdrawText')}</p>}
          {asking !== 'remind' && (
            <div className="dg-labelled">
              <label className="dg-label" htmlFor={id}>
                {asking === 'withdraw' ? t('task:reason') : t('comment')}
              </label>
              <Input.TextArea
                id={id}
                value={text}
                onChange={({ target }) => setText(target.value)}
                rows={3}
                className="dg-grow"
                maxLength={2000}
              />
            </div>
          )}
        </div>
      </Modal>
    </>
  );
}
