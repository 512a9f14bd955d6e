import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { isText } from '../../../engine/index.ts';
import { draftQuery } from '../../api/studio.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from './studio-context.ts';

/** Two people have edited the same definition: theirs or ours, the person decides; nothing is thrown away unasked. */
export function ConflictAlert() {
  const t = useTexts('studio');
  const queries = useQueryClient();
  const say = useLocalise();
  const { saveState, saver, pack, document, dispatch } = useStudio();
  if (saveState.status !== 'conflict') return null;
  const { ref } = saveState;
  const title = document.definitions[`${ref.kind}/${ref.key}`]?.title;

  const stored = async () => {
    const draft = await queries.fetchQuery({
      ...draftQuery(pack),
      staleTime: 0,
      queryKey: ['packs', pack, 'draft', 'stored'],
    });
    if (ref.kind === 'pack') return { json: draft.pack, revision: draft.packRevision };
    return draft.definitions.find((one) => one.kind === ref.kind && one.key === ref.key);
  };
  const keepOurs = async () => {
    await saver.overwrite(ref, (await stored())?.revision ?? 0);
  };
  const takeTheirs = async () => {
    const theirs = await stored();
    if (!theirs) return;
    saver.adopt(ref, theirs.json, theirs.revision);
    dispatch({ type: 'definition.replace', ref, json: theirs.json });
  };

  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('conflict', { title: isText(title) ? say(title) : ref.key })}
      description={t('conflictText')}
      action={
        <div className="dg-row">
          <Button onClick={() => void takeTheirs()}>{t('takeTheirs')}</Button>
          <Button type="primary" onClick={() => void keepOurs()}>
            {t('keepOurs')}
          </Button>
        </div>
      }
    />
  );
}
