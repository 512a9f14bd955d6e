import { DeleteOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { Json, JsonObject } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { firstLiteral, LiteralInput } from '../rule-editor/LiteralInput.tsx';
import type { RuleField } from '../rule-editor/rule-field.ts';

/** The values that matter to a scenario, a line each; a value that no line can show is left as it is. */
export function ScenarioData({
  data,
  fields,
  onChange,
}: {
  data: JsonObject;
  fields: RuleField[];
  onChange(data: JsonObject): void;
}) {
  const t = useTexts('studio');
  const simple = fields.filter(({ kind }) => kind !== 'list' && kind !== 'other');
  const free = simple.filter(({ path }) => !(path in data));
  return (
    <div className="dg-stack-tight">
      {Object.entries(data).map(([name, value]) => {
        const field = fields.find(({ path }) => path === name);
        const shown = simple.find(({ path }) => path === name);
        const title = field?.title ?? name;
        return (
          <div key={name} className="dg-scenario-line">
            <span>{title}</span>
            {shown ? (
              <LiteralInput
                field={shown}
                value={value}
                onChange={(next: Json) => onChange({ ...data, [name]: next })}
                label={title}
              />
            ) : (
              <code className="dg-faint dg-scenario-json">{JSON.stringify(value)}</code>
            )}
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('removeField', { name: title })}
              onClick={() => {
                const { [name]: _gone, ...left } = data;
                onChange(left);
              }}
            />
          </div>
        );
      })}
      <Select
        value={null}
        placeholder={t('addValue')}
        aria-label={t('addValue')}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={free.length === 0}
        options={free.map(({ path, title }) => ({ value: path, label: title }))}
        onChange={(path: string | null) => {
          const field = free.find((one) => one.path === path);
          if (field) onChange({ ...data, [field.path]: firstLiteral(field) });
        }}
      />
    </div>
  );
}
