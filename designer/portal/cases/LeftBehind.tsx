import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import type { TaskView } from '../../../engine/index.ts';
import { discardDraft } from '../../api/records.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { forget } from '../../ui/kept.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { differences } from '../forms/changes.ts';
import { draftName, useStartingDraft } from '../forms/useDraft.ts';
import { useFormScreen } from '../forms/useFormScreen.ts';
import { useOpinion } from './useOpinion.ts';

/** What a person had typed into a task that closed before they sent it: they can still read it, copy it, and put it away. */
export function LeftBehind({ task: { id, record } }: { task: TaskView }) {
  const t = useTexts('task');
  const locale = useLocale();
  const { actor, zone } = useSession();
  const queries = useQueryClient();
  const { parsed } = useFormScreen(record.form, record.release);
  const draft = useStartingDraft(record.form, id);
  const { opinion, forget: forgetOpinion } = useOpinion(id);
  const shown = useRef<HTMLUListElement>(null);
  const [gone, setGone] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  if (gone || !parsed || !draft) return null;
  const typed = differences(
    parsed.form,
    record.data,
    { ...record.data, ...draft.starting?.data },
    {
      locale,
      zone,
      options: parsed.options,
    },
  ).map(({ name, title, theirs }) => ({ name, title, text: theirs }));
  const lines = [...typed, ...(opinion ? [{ name: '/opinion', title: t('opinion'), text: opinion }] : [])];
  if (lines.length === 0) return null;

  const text = lines.map((line) => `${line.title}: ${line.text}`).join('\n');
  const putAway = async () => {
    await discardDraft(record.form, id);
    forget(draftName(actor.id, record.form, id));
    forgetOpinion();
    queries.removeQueries({ queryKey: ['draft', record.form, id] });
    setGone(true);
  };
  return (
    <Alert
      role="region"
      aria-label={t('leftTitle')}
      type="warning"
      showIcon
      title={t('leftTitle')}
      description={
        <div className="dg-stack">
          <ul ref={shown} className="dg-plain dg-changes">
            {lines.map(({ name, title, text }) => (
              <li key={name}>
                <span className="dg-soft">{title}:</span> <span className="dg-left-text">{text || '—'}</span>
              </li>
            ))}
          </ul>
          <ProblemAlert error={failure} />
          <div className="dg-row">
            <CopyButton text={text} shown={shown} />
            <Button onClick={() => putAway().catch(setFailure)}>{t('leftDiscard')}</Button>
          </div>
        </div>
      }
    />
  );
}
