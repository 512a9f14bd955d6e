import { Button, Dropdown } from 'antd';
import { fieldTypes, isJsonObject, isText } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useFormStudio } from '../form-designer/form-studio.ts';
import { freshField, freshName } from '../form-designer/fresh-field.ts';
import { useStudio } from '../workspace/studio-context.ts';
import type { EditorProps } from './editor.ts';

/** The columns of line-items: a list to select from, and a button that adds one. */
export function ColumnsEditor({ value, form, spec }: EditorProps) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { dispatch } = useStudio();
  const { selected, select } = useFormStudio();
  const columns = isJsonObject(value) ? value : {};
  const owner = selected?.split('.')[0] ?? '';
  const offered = fieldTypes.filter(({ inRows }) => inRows !== false);
  const add = (type: string) => {
    const chosen = offered.find((one) => one.type === type);
    if (!chosen) return;
    const name = `${owner}.${freshName(type, Object.keys(columns))}`;
    if (dispatch({ type: 'field.add', form, field: name, declaration: freshField(chosen) })) select(name);
  };
  return (
    <fieldset className="dg-rule">
      <legend>{say(spec.label)}</legend>
      <ul className="dg-plain dg-column-list">
        {Object.entries(columns).map(([name, column]) => (
          <li key={name}>
            <Button block size="small" onClick={() => select(`${owner}.${name}`)}>
              {isJsonObject(column) && isText(column.title) ? say(column.title) : name}
            </Button>
          </li>
        ))}
      </ul>
      <Dropdown
        trigger={['click']}
        menu={{
          items: offered.map((type) => ({ key: type.type, label: say(type.label) })),
          onClick: ({ key }) => add(key),
        }}
      >
        <Button size="small">+ {t('addColumn')}</Button>
      </Dropdown>
    </fieldset>
  );
}
