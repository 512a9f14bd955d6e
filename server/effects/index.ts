import type { EffectType } from '../../engine/index.ts';
import { closeIncident, openIncident } from './incidents.ts';
import { mailSender } from './mail.ts';
import { notify, sendMail } from './messages.ts';
import { createRecord, setFields, setStatus, updateRecord } from './records.ts';
import type { EffectHandler } from './scope.ts';
import { closeTask, openTask, updateTask } from './tasks.ts';
import { cancelTimer, setTimer } from './timers.ts';
import { notSupported } from './unsupported.ts';

/** What is done for each effect of a case, in the transaction that saves it. A new effect does not compile without its line. */
export const handlers = {
  'open-task': openTask,
  'close-task': closeTask,
  'update-task': updateTask,
  'set-timer': setTimer,
  'cancel-timer': cancelTimer,
  set: setFields,
  'set-status': setStatus,
  notify,
  'send-mail': sendMail,
  'create-record': createRecord,
  'update-record': updateRecord,
  'open-incident': openIncident,
  'close-incident': closeIncident,
  'apply-change': notSupported('apply-change'),
  call: notSupported('call'),
  'start-case': notSupported('start-case'),
  emit: notSupported('emit'),
} satisfies { [T in EffectType]: EffectHandler<T> };

/** Who carries a row of the outbox out of the system. */
export const senders = { 'send-mail': mailSender };
