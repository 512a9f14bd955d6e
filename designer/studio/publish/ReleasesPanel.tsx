import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { IntentKey } from '../../api/keys.ts';
import { packsQuery, releasesQuery, rollbackTo } from '../../api/studio.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { usePermission } from '../../ui/session.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from '../workspace/studio-context.ts';

/** What has been published, by whom and when; an earlier release can be made the newest again. */
export function ReleasesPanel() {
  const t = useTexts('studio');
  const say = useLocalise();
  const locale = useLocale();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { pack } = useStudio();
  const mayPublish = usePermission('publish');
  const [intent] = useState(() => new IntentKey());
  const { data: releases, error, isPending, refetch } = useQuery(releasesQuery(pack));
  const back = useMutation({
    mutationFn: (release: number) => rollbackTo(pack, release, intent.for({ release })),
    onSuccess: async ({ release }) => {
      intent.done();
      void message.success(t('published', { release }));
      await queries.invalidateQueries({ queryKey: packsQuery.queryKey });
    },
  });
  if (isPending) return <Loading />;
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (releases.length === 0) return <EmptyState title={t('neverPublished')} />;
  return (
    <>
      <ProblemAlert error={back.error} />
      <ol className="dg-plain dg-release-list">
        {releases.map((release) => (
          <li key={release.release}>
            <div className="dg-spread">
              <strong>{t('release', { release: release.release })}</strong>
              {release.current ? (
                <Tag className="dg-tag-good">{t('current')}</Tag>
              ) : (
                mayPublish && (
                  <Popconfirm
                    title={t('rollbackAsk', { release: release.release })}
                    okText={t('rollback')}
                    cancelText={t('shell:cancel')}
                    onConfirm={() => back.mutate(release.release)}
                  >
                    <Button size="small" loading={back.isPending && back.variables === release.release}>
                      {t('rollback')}
                    </Button>
                  </Popconfirm>
                )
              )}
            </div>
            <div className="dg-soft">
              {new Date(release.at).toLocaleString(locale)} ·{' '}
              {release.by.id === 'folder' ? t('fromFolder') : say(release.by.title)}
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
