import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { initialData, type JsonObject, type StructureValidator } from '../../../engine/index.ts';
import { recordQuery } from '../../api/records.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { useSession } from '../../ui/session.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import { copyOf } from './copy-record.ts';
import type { Starting } from './draft-keeper.ts';
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
  const [query] = useSearchParams();
  const from = query.get('copy') ?? '';
  const source = useQuery({ ...recordQuery(parsed.form.key, from), enabled: from !== '', refetchOnWindowFocus: false });
  if (!structure && error) return <ProblemPage error={error} onRetry={() => void refetch()} />;
  if (source.error) return <ProblemPage error={source.error} onRetry={() => void source.refetch()} />;
  if (!structure || !draft || (from !== '' && !source.data)) return <Loading />;
  return <Begin parsed={parsed} structure={structure.validate} starting={draft.starting} source={source.data?.data} />;
}

type BeginProps = {
  parsed: ParsedScreen;
  structure: StructureValidator;
  starting: Starting | undefined;
  /** Data of the record that the new one is a copy of. */
  source: JsonObject | undefined;
};

function Begin({ parsed, structure, starting: fetched, source }: BeginProps) {
  const session = useSession();
  const now = useNow();
  const context = useMemo(() => formContext(parsed, session, now), [parsed, session, now]);
  const t = useTexts('form');
  const [initial] = useState(() => initialData(parsed.form, context));
  // A draft fetched again in the background must not take the place of what is being typed.
  const [starting] = useState(fetched);
  const [filled] = useState(() => source && { ...initial, ...copyOf(parsed.form, source, parsed.screen.fields) });
  const lead = filled && t(starting ? 'copyHasDraft' : 'copied');
  return (
    <NewRecordForm
      parsed={parsed}
      structure={structure}
      context={context}
      initial={initial}
      starting={starting}
      {...(filled && !starting && { copied: filled })}
      {...(lead !== undefined && { lead })}
    />
  );
}
