import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { initialData, type StructureValidator } from '../../../engine/index.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useSession } from '../../ui/session.tsx';
import { formContext } from './form-context.ts';
import type { ParsedScreen } from './form-screen.ts';
import { NewRecordForm } from './NewRecordForm.tsx';
import { structureQuery } from './structure-query.ts';
import { useStartingDraft } from './useDraft.ts';
import { useFormScreen } from './useFormScreen.ts';
import { useNow } from './useNow.ts';

/** A new record: from its defaults, or from the draft that was left. */
export function NewRecordPage() {
  const { form: key = '' } = useParams();
  const { parsed, error, retry } = useFormScreen(key);
  if (error) return <ProblemPage error={error} onRetry={retry} />;
  if (!parsed) return <Loading />;
  return <WithStructure key={key} parsed={parsed} />;
}

function WithStructure({ parsed: current }: { parsed: ParsedScreen }) {
  // A release that is published meanwhile is for the next form, not for this one that a person is filling in.
  const [parsed] = useState(current);
  const { data: structure, error, refetch } = useQuery(structureQuery(parsed.screen.validator));
  const draft = useStartingDraft(parsed.form.key, 'new');
  if (!structure && error) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (!structure || !draft) return <Loading />;
  return <Begin parsed={parsed} structure={structure.validate} starting={draft.starting} />;
}

type BeginProps = {
  parsed: ParsedScreen;
  structure: StructureValidator;
  starting: Parameters<typeof NewRecordForm>[0]['starting'];
};

function Begin({ parsed, structure, starting: fetched }: BeginProps) {
  const session = useSession();
  const now = useNow();
  const context = useMemo(() => formContext(parsed, session, now), [parsed, session, now]);
  const [initial] = useState(() => initialData(parsed.form, context));
  // A draft fetched again in the background must not take the place of what is being typed.
  const [starting] = useState(fetched);
  return (
    <NewRecordForm parsed={parsed} structure={structure} context={context} initial={initial} starting={starting} />
  );
}
