import { Modal } from 'antd';
import { useMemo } from 'react';
import { isText } from '../../../engine/index.ts';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { type DefinitionRef, definition, withDefinition } from '../document/index.ts';
import { checkDocument } from './check-draft.ts';
import { ProblemList } from './ProblemList.tsx';
import { useStudio } from './studio-context.ts';

/** Asks before a definition is taken out of the draft, and shows what would be wrong without it. */
export function RemoveDefinition({ definitionRef, onClose }: { definitionRef: DefinitionRef; onClose(): void }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const locale = useLocale();
  const { document, draft, problems, dispatch, open } = useStudio();
  const title = definition(document, definitionRef)?.title;
  const name = isText(title) ? say(title) : definitionRef.key;
  // The engine says what breaks: every problem that the draft has only without the definition.
  const broken = useMemo(() => {
    const known = new Set(problems.map(idOf));
    const without = checkDocument(draft, withDefinition(document, definitionRef, undefined), locale);
    return without.problems.filter((found) => !known.has(idOf(found)));
  }, [document, draft, problems, definitionRef, locale]);
  const remove = () => {
    onClose();
    if (dispatch({ type: 'definition.remove', ref: definitionRef })) open({ kind: 'pack', key: 'pack' });
  };
  return (
    <Modal
      open
      title={t('removeDefinition', { name })}
      okText={broken.length > 0 ? t('removeDefinitionAnyway') : t('remove')}
      okButtonProps={{ danger: true }}
      cancelText={t('shell:cancel')}
      onOk={remove}
      onCancel={onClose}
    >
      <div className="dg-stack">
        <p>{t('removeDefinitionText')}</p>
        {broken.length > 0 && (
          <>
            <p>{t('removeBreaks', { count: broken.length })}</p>
            <ProblemList problems={broken} onShow={onClose} />
          </>
        )}
      </div>
    </Modal>
  );
}

function idOf({ kind, key, path, code }: { kind: string; key: string; path: string; code: string }): string {
  return JSON.stringify([kind, key, path, code]);
}
