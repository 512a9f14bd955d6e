import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import type { CaseView, JsonObject } from '../../../engine/index.ts';
import { actOnCase, type CaseAct } from '../../api/cases.ts';
import { IntentKey } from '../../api/keys.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useTexts } from '../../ui/useTexts.ts';

const acts: readonly CaseAct[] = ['comment', 'remind', 'withdraw'];
const told = { comment: 'commented', remind: 'reminded', withdraw: 'withdrawn' } as const;

/** What the person may do to a case beside deciding: comment, remind, take back. */
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
    const body: JsonObject =
      which === 'comment' ? { text: text.trim() } : which === 'withdraw' && text.trim() ? { reason: text.trim() } : {};
    setBusy(which);
    setFailure(undefined);
    try {
      await actOnCase(view.id, which, body, intent.current.for([which, body]));
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
  if (available.length === 0) return null;
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
