import { Segmented, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { CaseView, TaskView } from '../../../engine/index.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PrintButton } from '../../ui/PrintButton.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useMoment } from '../../ui/useMoment.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { PrintedCase } from '../timeline/PrintedHistory.tsx';
import { CaseActs } from './CaseActs.tsx';
import { CaseHistory } from './CaseHistory.tsx';
import { CaseProgress } from './CaseProgress.tsx';
import { CaseProposals } from './CaseProposals.tsx';
import { CaseStatusTag } from './CaseStatusTag.tsx';
import { CaseWhy } from './CaseWhy.tsx';
import { SuspendedNotice } from './SuspendedNotice.tsx';

const panes = ['request', 'progress', 'history', 'why'] as const;
type Pane = (typeof panes)[number];

type Props = { view: CaseView; task?: TaskView /** The form. */; children: ReactNode };

/** A case around its form: beside each other on a desk, one at a time on a phone. */
export function CaseLayout({ view, task, children }: Props) {
  const t = useTexts('cases');
  const say = useLocalise();
  const moment = useMoment();
  const [pane, setPane] = useState<Pane>('request');
  const side = pane === 'why' ? 'why' : 'history';
  return (
    <div>
      <PageHeader
        title={view.title || view.no}
        beside={
          task && task.status === 'open' && view.status !== 'suspended' ? (
            <span className="dg-status">{say(task.title)}</span>
          ) : (
            <CaseStatusTag status={view.status} standing={view.standing} />
          )
        }
        lead={
          <span className="dg-row">
            <span>{view.no}</span>
            <span>{t('startedBy', { person: say(view.initiator.title), time: moment(view.startedAt) })}</span>
            <Link to={`/forms/${view.record.form}/records/${view.record.id}`}>{t('openRecord')}</Link>
            {view.task && !task && <Link to={`/tasks/${view.task}`}>{t('task:openTask')}</Link>}
          </span>
        }
        actions={
          <>
            <CaseActs view={view} />
            <PrintButton />
          </>
        }
      />
      <SuspendedNotice view={view} />
      <CaseProposals view={view} />
      <div className="dg-case-switch dg-no-print">
        <Segmented
          block
          value={pane}
          onChange={setPane}
          options={panes.map((value) => ({ value, label: t(value) }))}
          aria-label={t('shown')}
        />
      </div>
      {/* One tree for all widths: turning a tablet must not take away what is being typed. */}
      <div className="dg-case" data-pane={pane}>
        <div className="dg-case-main">{children}</div>
        <PrintedCase id={view.id} />
        <div className="dg-case-side dg-no-print">
          <section className="dg-card dg-card-body dg-case-progress" aria-label={t('progress')}>
            <CaseProgress view={view} />
          </section>
          <section className="dg-card dg-card-body dg-case-tabs">
            <Tabs
              activeKey={side}
              onChange={(key) => setPane(key === 'why' ? 'why' : 'history')}
              items={[
                {
                  key: 'history',
                  label: t('history'),
                  children: <CaseHistory id={view.id} revision={view.revision} />,
                },
                { key: 'why', label: t('why'), children: side === 'why' && <CaseWhy id={view.id} /> },
              ]}
            />
          </section>
        </div>
      </div>
    </div>
  );
}
