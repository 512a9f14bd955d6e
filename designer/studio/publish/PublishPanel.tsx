import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { IntentKey } from '../../api/keys.ts';
import { ProblemError } from '../../api/problem.ts';
import { diffDraft, draftQuery, packsQuery, proposeDraft, publishDraft, releasesQuery } from '../../api/studio.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ProblemList } from '../workspace/ProblemList.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { DiffList } from './DiffList.tsx';
import { ImpactList } from './ImpactList.tsx';

/** Before a publication: what will behave differently, in words, and what forbids it. */
export function PublishPanel({ onDone }: { onDone(): void }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const noteId = useId();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { pack, saver, saveState, problems } = useStudio();
  const [note, setNote] = useState('');
  const [intent] = useState(() => new IntentKey());
  // What is not stored would be left out of the release.
  const unsaved = saveState.status === 'conflict' || saveState.status === 'failed';
  const errors = problems.filter((found) => found.severity === 'error');

  // The number is read first: a change made while the difference is computed is refused, not published unseen.
  const diff = useQuery({
    queryKey: ['packs', pack, 'diff'],
    queryFn: async () => {
      await saver.flush();
      const { revision, fourEyes } = await queries.fetchQuery({
        ...draftQuery(pack),
        staleTime: 0,
        queryKey: ['packs', pack, 'draft', 'revision'],
      });
      return { revision, fourEyes, ...(await diffDraft(pack)) };
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const publish = useMutation({
    mutationFn: (revision: number) => {
      const input = { revision, ...(note.trim() && { note: note.trim() }) };
      return publishDraft(pack, input, intent.for(input));
    },
    onError: (failure) => {
      if (failure instanceof ProblemError && failure.status === 409) void diff.refetch();
    },
    onSuccess: async ({ release }) => {
      intent.done();
      void message.success(t('published', { release }));
      await Promise.all([
        queries.invalidateQueries({ queryKey: packsQuery.queryKey, exact: true }),
        queries.invalidateQueries({ queryKey: releasesQuery(pack).queryKey }),
        queries.invalidateQueries({ queryKey: ['home'] }),
        queries.invalidateQueries({ queryKey: ['forms'] }),
      ]);
      onDone();
    },
  });

  const propose = useMutation({
    mutationFn: (revision: number) => {
      const input = { revision, ...(note.trim() && { note: note.trim() }) };
      return proposeDraft(pack, input, intent.for({ propose: true, ...input }));
    },
    onSuccess: ({ asked }) => {
      intent.done();
      void message.success(t('proposed', { people: asked.map(({ title }) => say(title)).join(t('listComma')) }));
      onDone();
    },
  });
  const { fourEyes } = diff.data ?? {};
  const nothing = diff.data?.sentences.length === 0;
  const blocked = unsaved || errors.length > 0 || !diff.data || diff.isFetching || nothing;

  return (
    <div className="dg-stack">
      <section aria-label={t('whatChanges')}>
        <h2>{t('whatChanges')}</h2>
        {diff.isPending && <Loading />}
        <ProblemAlert error={diff.error} onRetry={() => void diff.refetch()} />
        {diff.data && <DiffList sentences={diff.data.sentences} />}
        {diff.data && <ImpactList {...diff.data} />}
      </section>
      {errors.length > 0 && (
        <section aria-label={t('problemsPanel')}>
          <h2 className="dg-bad">{t('mustBeMended', { count: errors.length })}</h2>
          <ProblemList problems={errors} onShow={onDone} />
        </section>
      )}
      {unsaved && <Alert type="warning" showIcon title={t('unsavedFirst')} />}
      <p className="dg-soft">{t('publishMeaning')}</p>
      <div>
        <label htmlFor={noteId}>{t('noteLabel')}</label>
        <Input.TextArea
          id={noteId}
          value={note}
          rows={2}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      {fourEyes && (
        <Alert
          type="info"
          showIcon
          title={t(fourEyes.mine ? 'secondPersonPublishes' : 'youAreSecondPerson', {
            people: fourEyes.authors.map(({ title }) => say(title)).join(t('listComma')),
          })}
        />
      )}
      <ProblemAlert error={publish.error ?? propose.error} />
      {publish.error && errors.length === 0 && !unsaved && (
        <Button onClick={() => void queries.resetQueries({ queryKey: draftQuery(pack).queryKey, exact: true })}>
          {t('loadAnew')}
        </Button>
      )}
      <div className="dg-row">
        {fourEyes?.mine ? (
          <Button
            type="primary"
            loading={propose.isPending}
            disabled={blocked}
            onClick={() => diff.data && propose.mutate(diff.data.revision)}
          >
            {t('proposeNow')}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={publish.isPending}
            disabled={blocked}
            onClick={() => diff.data && publish.mutate(diff.data.revision)}
          >
            {t('publishNow')}
          </Button>
        )}
        {nothing && <span className="dg-soft">{t('nothingToPublish')}</span>}
      </div>
    </div>
  );
}
