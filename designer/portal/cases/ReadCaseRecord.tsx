import type { CaseView } from '../../../engine/index.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ReadRecord } from '../forms/ReadRecord.tsx';
import { useFormScreen } from '../forms/useFormScreen.ts';

/** The record that a case is about, under the release that the case runs under. */
export function ReadCaseRecord({ view }: { view: CaseView }) {
  const { record } = view;
  const { parsed, error, retry } = useFormScreen(record.form, record.release);
  if (error) return <ProblemAlert error={error} onRetry={retry} />;
  if (!parsed) return <Loading />;
  return <ReadRecord parsed={parsed} record={record} />;
}
