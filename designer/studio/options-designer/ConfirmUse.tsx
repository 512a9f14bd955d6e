import { Button, Modal } from 'antd';
import { isText, type Json, valueAt } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { MentionList } from '../definition-parts/MentionList.tsx';
import { definition } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';
import type { AskedChange, OptionActions } from './useOptionActions.ts';

type Props = { asked: AskedChange; items: Json[]; nameOf(item: Json | undefined): string; actions: OptionActions };

/** Says where a value is in use before it is removed or renamed, and offers to retire it instead. */
export function ConfirmUse({ asked, items, nameOf, actions }: Props) {
  const t = useTexts('designers');
  const say = useLocalise();
  const { document } = useStudio();
  const { index, key, to, use } = asked;
  const item = items[index];
  const renames = to !== undefined;
  const titleOf = (form: string, path: string, otherwise: string) => {
    const title = valueAt(definition(document, { kind: 'form', key: form }), path);
    return isText(title) ? say(title) : otherwise;
  };
  const isRetired = valueAt(item, '/retired') === true;
  return (
    <Modal
      open
      title={renames ? t('renameChoice', { from: key, to }) : t('removeChoice', { name: nameOf(item) })}
      onCancel={actions.leave}
      footer={[
        <Button key="leave" onClick={actions.leave}>
          {t('shell:cancel')}
        </Button>,
        !renames && !isRetired && (
          <Button key="retire" type="primary" onClick={() => actions.retire(index)}>
            {t('retireInstead')}
          </Button>
        ),
        <Button key="go-on" danger onClick={actions.goOn}>
          {t(renames ? 'renameAnyway' : 'removeAnyway')}
        </Button>,
      ]}
    >
      <div className="dg-stack">
        {use.records.length > 0 && (
          <div>
            <ul className="dg-diff">
              {use.records.map(({ field, count }) => {
                const words = {
                  form: titleOf(field.form, '/title', field.form),
                  field: titleOf(field.form, `${field.path}/title`, field.field),
                };
                return (
                  <li key={`${field.form} ${field.field}`}>
                    {count === undefined ? t('recordsUnknown', words) : t('recordsHold', { ...words, count })}
                  </li>
                );
              })}
            </ul>
            <p className="dg-faint">{t('recordsAsSeen')}</p>
          </div>
        )}
        <p>{t(renames ? 'renamedMeans' : 'removedMeans')}</p>
        {use.mentions.length > 0 && (
          <div>
            {!renames && <p>{t('stillNamed')}</p>}
            <MentionList mentions={use.mentions} onShow={actions.leave} />
          </div>
        )}
      </div>
    </Modal>
  );
}
