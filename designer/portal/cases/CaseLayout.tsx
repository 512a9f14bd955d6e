import { Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { CaseView, TaskView } from '../../../engine/index.ts';
import { exactTime } from '../../ui/Ago.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useMedia } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { CaseActs } from './CaseActs.tsx';
import { CaseHistory } from './CaseHistory.tsx';
import { CaseProgress } from './CaseProgress.tsx';
import { CaseStatusTag } from './CaseStatusTag.tsx';
import { CaseWhy } from './CaseWhy.tsx';

type Props = { view: CaseView; task?: TaskView /** The form. */; children: ReactNode };

/** A case around its form: beside each other on a desk, one at a time on a phone. */
export function CaseLayout({ view, task, children }: Props) {
  const t = useTexts('cases');
  const say = useLocalise();
  const locale = useLocale();
  const narrow = useMedia('(max-width: 1099px)');
  const [side, setSide] = useState('history');
  const [tab, setTab] = useState('request');
  const progress = <CaseProgress view={view} />;
  const history = <CaseHistory id={view.id} revision={view.revision} />;
  const why = <CaseWhy id={view.id} />;
  return (
    <div>
      <PageHeader
        title={view.title || view.no}
        beside={
          task && task.status === 'open' ? (
            <span className="dg-status">{say(task.title)}</span>
          ) : (
            <CaseStatusTag status={view.status} />
          )
        }
        lead={
          <span className="dg-row">
            <span>{view.no}</span>
            <span>
              {t('startedBy', { person: say(view.initiator.title), time: exactTime(view.startedAt, locale) })}
            </span>
            <Link to={`/forms/${view.record.form}/records/${view.record.id}`}>{t('openRecord')}</Link>
            {view.task && !task && <Link to={`/tasks/${view.task}`}>{t('task:openTask')}</Link>}
          </span>
        }
        actions={<CaseActs view={view} />}
      />
      {narrow ? (
        <Tabs
          tabBarGutter={20}
          activeKey={tab}
          onChange={setTab}
          items={[
            // The form stays as it is while one looks elsewhere: nothing typed is lost.
            { key: 'request', label: t('request'), children, forceRender: true },
            { key: 'progress', label: t('progress'), children: progress },
            { key: 'history', label: t('history'), children: <div className="dg-card dg-card-body">{history}</div> },
            { key: 'why', label: t('why'), children: <div className="dg-card dg-card-body">{why}</div> },
          ]}
        />
      ) : (
        <div className="dg-case">
          <div className="dg-case-main">{children}</div>
          <div className="dg-stack dg-case-side">
            <section className="dg-card dg-card-body" aria-label={t('progress')}>
              {progress}
            </section>
            <section className="dg-card dg-card-body dg-case-tabs">
              <Tabs
                activeKey={side}
                onChange={setSide}
                items={[
                  { key: 'history', label: t('history'), children: history },
                  { key: 'why', label: t('why'), children: side === 'why' && why },
                ]}
              />
            </section>
          </div>
        </div>
      )}
    </div>
  );
}
