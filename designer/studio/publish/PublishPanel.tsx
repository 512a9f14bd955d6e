import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { IntentKey } from '../../api/keys.ts';
import { diffDraft, draftQuery, packsQuery, publishDraft, releasesQuery } from '../../api/studio.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { DiffList } from './DiffList.tsx';

/** Before a publication: what will behave differently, in words, and what forbids it. */
export function PublishPanel({ onDone }: { onDone(): void }) {
  const t = useTexts('studio');
  const noteId = useId();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { pack, saver, problems } = useStudio();
  const [note, setNote] = useState('');
  const [intent] = useState(() => new IntentKey());
  const errors = problems.filter((found) => found.severity === 'error');

  const diff = useQuery({
    queryKey: ['packs', pack, 'diff'],
    queryFn: async () => {
      await saver.flush();
      return diffDraft(pack);
    },
    staleTime: 0,
    gcTime: 0,
  });
  const publish = useMutation({
    mutationFn: async () => {
      await saver.flush();
      const { revision } = await queries.fetchQuery({
        ...draftQuery(pack),
        staleTime: 0,
        queryKey: ['packs', pack, 'draft', 'revision'],
      });
      const input = { revision, ...(note.trim() && { note: note.trim() }) };
      return publishDraft(pack, input, intent.for(input));
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

  return (
    <div className="dg-stack">
      <section aria-label={t('whatChanges')}>
        <h2>{t('whatChanges')}</h2>
        {diff.isPending && <Loading />}
        <ProblemAlert error={diff.error} onRetry={() => void diff.refetch()} />
        {diff.data && <DiffList sentences={diff.data.sentences} />}
      </section>
      {errors.length > 0 && (
        <section aria-label={t('problemsPanel')}>
          <h2>{t('mustBeMended', { count: errors.length })}</h2>
          <ul className="dg-issue-list">
            {errors.map((found) => (
              <li key={`${found.kind} ${found.key} ${found.path} ${found.code}`}>
                {found.message} <span className="dg-faint">{found.key}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
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
      <ProblemAlert error={publish.error} />
      <div className="dg-row">
        <Button
          type="primary"
          loading={publish.isPending}
          disabled={errors.length > 0 || diff.data?.sentences.length === 0}
          onClick={() => publish.mutate()}
        >
          {t('publishNow')}
        </Button>
        {diff.data?.sentences.length === 0 && <span className="dg-soft">{t('nothingToPublish')}</span>}
      </div>
    </div>
  );
}
