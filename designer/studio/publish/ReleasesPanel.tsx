import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Radio, Tag } from 'antd';
import { useState } from 'react';
import { IntentKey } from '../../api/keys.ts';
import { problemOf } from '../../api/problem.ts';
import { diffRelease, draftQuery, packsQuery, releasesQuery, rollbackTo } from '../../api/studio.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { usePermission } from '../../ui/session.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { DiffList } from './DiffList.tsx';
import { ImpactList } from './ImpactList.tsx';

/** What has been published, by whom and when; an earlier release can be made the newest again. */
export function ReleasesPanel() {
  const t = useTexts('studio');
  const say = useLocalise();
  const moment = useMoment();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { pack, saver } = useStudio();
  const [asking, setAsking] = useState<number>();
  const [changes, setChanges] = useState<'keep' | 'discard'>();
  const mayPublish = usePermission('publish');
  const [intent] = useState(() => new IntentKey());
  const { data: releases, error, isPending, refetch } = useQuery(releasesQuery(pack));
  const back = useMutation({
    mutationFn: async (release: number) => {
      await saver.flush();
      const input = { release, ...(changes && { changes }) };
      return rollbackTo(pack, input, intent.for(input));
    },
    onError: (failure) => {
      // An answer that refuses is remembered under its key: the next try is another intention.
      intent.done();
      if (!isDraftChanged(failure)) setAsking(undefined);
    },
    onSuccess: async ({ release }) => {
      intent.done();
      setAsking(undefined);
      setChanges(undefined);
      void message.success(t('published', { release }));
      await queries.invalidateQueries({ queryKey: packsQuery.queryKey });
      // The stored draft has followed: what is open is read anew.
      await queries.resetQueries({ queryKey: draftQuery(pack).queryKey, exact: true });
    },
  });
  if (isPending) return <Loading />;
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (releases.length === 0) return <EmptyState title={t('neverPublished')} />;
  return (
    <>
      <ProblemAlert error={asking === undefined ? back.error : undefined} />
      <Modal
        open={asking !== undefined}
        title={t('rollbackAsk', { release: asking ?? '' })}
        okText={t('rollback')}
        width={640}
        okButtonProps={{ disabled: isDraftChanged(back.error) && changes === undefined }}
        cancelText={t('shell:cancel')}
        confirmLoading={back.isPending}
        onOk={() => asking !== undefined && back.mutate(asking)}
        onCancel={() => {
          setAsking(undefined);
          setChanges(undefined);
          back.reset();
        }}
      >
        {asking !== undefined && <BackTo pack={pack} release={asking} />}
        {isDraftChanged(back.error) && (
          <div className="dg-stack">
            <p role="alert">{t('rollbackChanges')}</p>
            <Radio.Group
              vertical
              value={changes}
              onChange={({ target }) => setChanges(target.value as 'keep' | 'discard')}
              options={(['keep', 'discard'] as const).map((value) => ({ value, label: t(`rollback-${value}`) }))}
            />
          </div>
        )}
      </Modal>
      <ol className="dg-plain dg-release-list">
        {releases.map((release) => (
          <li key={release.release}>
            <div className="dg-spread">
              <strong>{t('release', { release: release.release })}</strong>
              {release.current ? (
                <Tag className="dg-tag-good">{t('current')}</Tag>
              ) : (
                mayPublish && (
                  <Button size="small" onClick={() => setAsking(release.release)}>
                    {t('rollback')}
                  </Button>
                )
              )}
            </div>
            <div className="dg-soft">
              {moment(release.at)} · {release.by.id === 'folder' ? t('fromFolder') : say(release.by.title)}
            </div>
            {release.note && <p>{release.note}</p>}
            <code className="dg-faint" title={release.hash}>
              {release.hash.slice(0, 12)}
            </code>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What going back would change, as a publication tells it. */
function BackTo({ pack, release }: { pack: string; release: number }) {
  const t = useTexts('studio');
  const { data, error, refetch } = useQuery({
    queryKey: ['packs', pack, 'diff', release],
    queryFn: () => diffRelease(pack, release),
    staleTime: 0,
    gcTime: 0,
  });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <section aria-label={t('whatChanges')}>
      <DiffList sentences={data.sentences} />
      <ImpactList {...data} />
    </section>
  );
}

/** The draft has changes of its own, about which nothing was said yet. */
function isDraftChanged(failure: unknown): boolean {
  return failure !== null && problemOf(failure).issues.some(({ code }) => code === 'server/draft-changed');
}
