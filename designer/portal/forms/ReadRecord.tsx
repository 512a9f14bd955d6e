import { useMemo } from 'react';
import type { RecordView } from '../../../engine/index.ts';
import { FormView } from '../../render/form/FormView.tsx';
import { useFilledForm } from '../../render/form/useFilledForm.ts';
import { useSession } from '../../ui/session.tsx';
import { formContext, recordFacts } from './form-context.ts';
import type { ParsedScreen } from './form-screen.ts';
import { useNow } from './useNow.ts';
import { usePageScene } from './usePageScene.ts';

/** A record's form with nothing to change. */
export function ReadRecord({ parsed, record }: { parsed: ParsedScreen; record: RecordView }) {
  const session = useSession();
  const now = useNow();
  const context = useMemo(
    () => formContext(parsed, session, now, { before: record.data, facts: recordFacts(record) }),
    [parsed, session, now, record],
  );
  const filled = useFilledForm({ form: parsed.form, context, initial: record.data });
  const scene = usePageScene({ parsed, context, mode: 'read', filled });
  // As stored: what a later rule or formula would make of it is not what is there.
  const state = useMemo(() => ({ ...filled.state, data: record.data, issues: [] }), [filled.state, record.data]);
  return <FormView scene={scene} state={state} />;
}
