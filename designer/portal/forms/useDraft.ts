import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Draft, isJsonObject, type JsonObject, type SentDraft } from '../../../engine/index.ts';
import { ProblemError } from '../../api/problem.ts';
import { discardDraft, loadDraft, saveDraft } from '../../api/records.ts';
import { forget, keep, kept } from '../../ui/kept.ts';
import { useSession } from '../../ui/session.tsx';
import {
  DraftKeeper,
  type DraftState,
  type DraftStore,
  type Kept,
  type Starting,
  startingDraft,
} from './draft-keeper.ts';

const REST = 1200;

/** What a form with drafts begins with; undefined while that is being fetched. */
export function useStartingDraft(form: string, scope: string): { starting: Starting | undefined } | undefined {
  const { actor } = useSession();
  const { data, isPending } = useQuery({
    queryKey: ['draft', form, scope],
    // Without the server's draft one can still fill in; what this device kept is enough to go on.
    queryFn: ({ signal }) =>
      loadDraft(form, scope, signal).then(
        (stored) => ({ stored, isKnown: true }),
        () => ({ stored: undefined, isKnown: false }),
      ),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return useMemo(() => {
    if (isPending) return undefined;
    const name = draftName(actor.id, form, scope);
    const starting = startingDraft(data?.stored, kept<Kept>(name), scope === 'new' && data?.isKnown === true);
    if (!starting) forget(name);
    return { starting };
  }, [data, isPending, actor.id, form, scope]);
}

type Drafting = {
  state: DraftState;
  keeper: DraftKeeper;
};

/** Keeps the data of a form as a draft while `version` grows. */
export function useDraft(
  form: string,
  scope: string,
  starting: Starting | undefined,
  data: JsonObject,
  version: number,
): Drafting {
  const { actor } = useSession();
  const queries = useQueryClient();
  const [state, setState] = useState<DraftState>(() => {
    if (starting?.conflict) return { status: 'conflict', theirs: starting.conflict };
    return starting ? { status: 'saved', at: starting.at } : { status: 'none' };
  });
  const name = draftName(actor.id, form, scope);
  const store = useMemo(
    (): DraftStore => ({
      save: (content, revision) => saveDraft(form, scope, content, revision),
      discard: () => discardDraft(form, scope),
      keep: (content) => keep(name, content),
      forget: () => forget(name),
      conflictOf: storedDraft,
      sentOf: sentDraft,
      isGone: (failure) => isConflict(failure) && failure.problem.current === undefined,
      now: () => new Date().toISOString(),
    }),
    [form, scope, name],
  );
  const first = useRef(starting);
  const keeper = useMemo(
    () => new DraftKeeper(store, { revision: first.current?.revision ?? 0, rest: REST, onState: setState }),
    [store],
  );

  const seen = useRef(version);
  useEffect(() => {
    if (version === seen.current) return;
    seen.current = version;
    keeper.change(data);
  }, [version, data, keeper]);

  const leave = useCallback(() => {
    if (document.visibilityState === 'hidden') void keeper.flush();
  }, [keeper]);
  useEffect(() => {
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      // Gone to another page: what was typed last is saved on the way, and the next visit reads it anew.
      void keeper.flush().then(() => queries.removeQueries({ queryKey: ['draft', form, scope] }));
    };
  }, [keeper, leave, queries, form, scope]);

  return { state, keeper };
}

/** Under what this device keeps a draft. */
export function draftName(person: string, form: string, scope: string): string {
  return `draft.${person}.${form}.${scope}`;
}

function storedDraft(failure: unknown): Draft | undefined {
  if (!isConflict(failure)) return undefined;
  const { current } = failure.problem;
  return isJsonObject(current) && isJsonObject(current.data) && typeof current.revision === 'number'
    ? (current as unknown as Draft)
    : undefined;
}

/** What the draft became, where a refusal says that it was submitted already. */
export function sentDraft(failure: unknown): SentDraft | undefined {
  if (!isConflict(failure)) return undefined;
  const { current } = failure.problem;
  return isJsonObject(current) && isJsonObject(current.sent) && typeof current.sent.record === 'string'
    ? (current.sent as SentDraft)
    : undefined;
}

function isConflict(failure: unknown): failure is ProblemError {
  return failure instanceof ProblemError && (failure.status === 409 || failure.status === 412);
}
