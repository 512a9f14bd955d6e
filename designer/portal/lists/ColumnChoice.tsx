import { TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import type { Form } from '../../../engine/index.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { everyColumn } from './list-columns.ts';

type Props = { form: Form; chosen: string[]; onChange: (paths: string[]) => void };

/** Which columns a list has; kept for this view on this device. */
export function ColumnChoice({ form, chosen, onChange }: Props) {
  const t = useTexts('list');
  const locale = useLocale();
  const columns = everyColumn(form, locale);
  const content = (
    <fieldset className="dg-column-choice">
      <legend className="dg-visually-hidden">{t('columns')}</legend>
      {columns.map(({ path, title }) => (
        <Checkbox
          key={path}
          checked={chosen.includes(path)}
          disabled={chosen.length === 1 && chosen[0] === path}
          onChange={({ target }) => {
            const next = new Set(chosen);
            if (target.checked) next.add(path);
            else next.delete(path);
            // Those that the view had keep their order; others come in the form's.
            onChange([
              ...chosen.filter((one) => next.has(one)),
              ...columns.map((one) => one.path).filter((one) => next.has(one) && !chosen.includes(one)),
            ]);
          }}
        >
          {title}
        </Checkbox>
      ))}
    </fieldset>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content} arrow={false}>
      <Button icon={<TableOutlined aria-hidden="true" />} aria-haspopup="dialog">
        {t('columns')}
      </Button>
    </Popover>
  );
}
