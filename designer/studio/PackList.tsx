import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { packsQuery } from '../api/studio.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { useTexts } from '../ui/useTexts.ts';
import { ImportApplication } from './ImportApplication.tsx';
import { NewApplication } from './NewApplication.tsx';

/** The packs of the tenant: which release each runs, and whether its draft differs. */
export function PackList() {
  const t = useTexts('studio');
  const say = useLocalise();
  const [beginning, setBeginning] = useState(false);
  const { data: packs, error, isPending, refetch } = useQuery(packsQuery);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="dg-row dg-pack-acts">
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => setBeginning(true)}>
          {t('applications:newApplication')}
        </Button>
        <ImportApplication packs={packs ?? []} />
      </div>
      {beginning && <NewApplication onClose={() => setBeginning(false)} />}
      {isPending && <Loading />}
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {packs?.length === 0 && (
        <EmptyState title={t('applications:noPacks')}>{t('applications:noPacksText')}</EmptyState>
      )}
      {packs && packs.length > 0 && (
        <ul className="dg-plain dg-pack-list">
          {packs.map((pack) => (
            <li key={pack.key}>
              <Link to={`/studio/${pack.key}`} className="dg-card dg-pack-card">
                <h2>{say(pack.title)}</h2>
                {pack.description && <p className="dg-soft">{say(pack.description)}</p>}
                <div className="dg-row">
                  <span className="dg-soft">
                    {pack.release ? t('release', { release: pack.release }) : t('neverPublished')}
                  </span>
                  {pack.changed && <Tag className="dg-tag-info">{t('draftDiffers')}</Tag>}
                  {pack.problems > 0 && <Tag className="dg-tag-bad">{t('problems', { count: pack.problems })}</Tag>}
                </div>
              </Link>
              <a className="dg-pack-export" href={`/api/packs/${pack.key}/export`} download={`${pack.key}.json`}>
                {t('applications:exportApplication', { title: say(pack.title) })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
