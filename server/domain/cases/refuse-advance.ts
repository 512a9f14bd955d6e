import type { Advance, Issue, IssueCode, Result } from '../../../engine/index.ts';
import { Fault, type FaultCode, invalid } from '../../fault.ts';

// What a command was refused for, where that is not a fault of what was sent.
const codes: Partial<Record<IssueCode, FaultCode>> = {
  'workflow/task-closed': 'conflict',
  'workflow/task-waiting': 'conflict',
  'workflow/stale': 'conflict',
  'workflow/not-running': 'conflict',
  'workflow/suspended': 'conflict',
  'workflow/not-suspended': 'conflict',
  'workflow/event-not-accepted': 'conflict',
  'workflow/withdraw-not-allowed': 'conflict',
  'workflow/not-yours': 'forbidden',
  'workflow/not-entitled': 'forbidden',
  'workflow/separation': 'forbidden',
  'workflow/counts-twice': 'forbidden',
  'workflow/sees-nothing': 'forbidden',
  'workflow/second-administrator': 'forbidden',
  'workflow/same-administrator': 'forbidden',
  'workflow/administers-oneself': 'forbidden',
  'workflow/may-not-start': 'forbidden',
  'workflow/event-forbidden': 'forbidden',
};

/** What a command leads to, or the refusal that says why not: another person was quicker, the task is another's, or the request is malformed. */
export function expectAdvance(result: Result<Advance>): Advance {
  if (result.ok) return result.value;
  throw refusal(result.issues);
}

function refusal(issues: Issue[]): Fault {
  for (const found of issues) {
    const code = codes[found.code];
    if (code) return new Fault(code, found, { issues });
  }
  return invalid(issues);
}
