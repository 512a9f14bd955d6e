import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { IntentKey } from '../../api/keys.ts';
import { problemOf } from '../../api/problem.ts';

/** An act on a case that wants a reason, as its dialog knows it. */
export type ReasonedAct = {
  reason: string;
  setReason(reason: string): void;
  /** The person has tried to send it: from now on the dialog says what is missing. */
  tried: boolean;
  busy: boolean;
  failure: unknown;
  /** Takes back what the last try was refused for, once something is changed. */
  forget(): void;
  submit(): Promise<void>;
};

type Options = {
  /** False while something misses beside the reason. */
  ready?: boolean;
  /** Sends the act under the key of its intention; answers what to say once it is done. */
  send(reason: string, intent: IntentKey): Promise<string>;
  onClose(): void;
};

/** What the acts of administrators on a case share: a reason, one sending at a time, and pages that learn of what has changed. */
export function useReasonedAct(caseId: string, { ready = true, send, onClose }: Options): ReasonedAct {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const intent = useRef(new IntentKey());

  const submit = async () => {
    setTried(true);
    if (busy || !ready || !reason.trim()) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const done = await send(reason.trim(), intent.current);
      intent.current.done();
      void message.success(done);
      onClose();
    } catch (thrown) {
      setFailure(thrown);
      // An answer that refuses is remembered under its key: the next try is another intention.
      if (problemOf(thrown).status === 422) intent.current.done();
    } finally {
      setBusy(false);
      for (const key of [['case', caseId], ['home'], ['tasks'], ['task'], ['incidents']])
        void queries.invalidateQueries({ queryKey: key });
    }
  };
  return { reason, setReason, tried, busy, failure, forget: () => setFailure(undefined), submit };
}
