import { personScope, recordScope } from '../access/index.ts';
import type { Form } from '../forms/index.ts';
import type { Scope } from '../rules/index.ts';

/** What guards, assignments and actions may read: the form's fields, who began the case, who acts, the case and the decision made. */
export function caseScope(form: Form): Scope {
  return {
    decision: { kind: 'object', fields: { name: { kind: 'text' }, step: { kind: 'text' }, opinion: { kind: 'text' } } },
    ...form.scope,
    actor: { kind: 'object', fields: personScope },
    initiator: { kind: 'object', fields: personScope },
    record: { kind: 'object', fields: recordScope },
    case: { kind: 'object', fields: { round: { kind: 'number' } } },
  };
}
