import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { isJsonObject, isText, type Json, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { definition, objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

const ways = ['role', 'role-in-unit', 'unit-head', 'manager', 'initiator', 'field'] as const;
type Way = (typeof ways)[number];

/** Who gets the step: everybody that any of the lines finds. */
export function AssignEditor({
  assign,
  onChange,
  json,
}: {
  assign: Json[];
  onChange(assign: Json[]): void;
  json: JsonObject;
}) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { partial, document } = useStudio();
  const roles = Object.entries(partial.roles).map(([key, role]) => ({ value: key, label: say(role.title) }));
  const form = definition(document, { kind: 'form', key: typeof json.form === 'string' ? json.form : '' });
  const personFields = Object.entries(objectAt(form ?? {}, '/fields')).flatMap(([name, field]) =>
    isJsonObject(field) && field.type === 'person'
      ? [{ value: name, label: isText(field.title) ? say(field.title) : name }]
      : [],
  );
  const set = (index: number, next: JsonObject) => onChange(assign.map((one, at) => (at === index ? next : one)));
  const firstRole = roles[0]?.value ?? '';
  return (
    <fieldset className="dg-rule">
      <legend>{t('assign')}</legend>
      {assign.map((one, index) => {
        const line = isJsonObject(one) ? one : {};
        const way = wayOf(line);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
          <div key={index} className="dg-assign-people">
            <Select
              value={way ?? null}
              placeholder={typeof line.by === 'string' ? line.by : undefined}
              options={ways.map((each) => ({ value: each, label: t(`assign-${each}`) }))}
              onChange={(next: Way) => set(index, lineOf(next, firstRole, personFields[0]?.value ?? ''))}
              aria-label={t('assign')}
            />
            {(way === 'role' || way === 'role-in-unit') && (
              <Select
                value={typeof line.role === 'string' ? line.role : null}
                options={roles}
                onChange={(role: string) => set(index, { ...line, role })}
                aria-label={t('role')}
              />
            )}
            {way === 'manager' && (
              <InputNumber
                min={1}
                max={9}
                value={typeof line.level === 'number' ? line.level : 1}
                onChange={(level) => typeof level === 'number' && set(index, { ...line, level })}
                aria-label={t('managerLevel')}
              />
            )}
            {way === 'field' && (
              <Select
                value={typeof line.field === 'string' ? line.field : null}
                options={personFields}
                onChange={(field: string) => set(index, { ...line, field })}
                aria-label={t('field')}
              />
            )}
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('remove')}
              onClick={() => onChange(assign.filter((_, at) => at !== index))}
            />
          </div>
        );
      })}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange([...assign, lineOf('role', firstRole, '')])}
      >
        {t('addAssign')}
      </Button>
    </fieldset>
  );
}

/** The way that a line shows as; undefined for one that only JSON can say. */
function wayOf(line: JsonObject): Way | undefined {
  if (line.by === 'role')
    return line.within === undefined ? 'role' : line.within === 'initiator.unit' ? 'role-in-unit' : undefined;
  return ways.find((way) => way === line.by);
}

function lineOf(way: Way, role: string, field: string): JsonObject {
  switch (way) {
    case 'role':
      return { by: 'role', role };
    case 'role-in-unit':
      return { by: 'role', role, within: 'initiator.unit' };
    case 'manager':
      return { by: 'manager', level: 1 };
    case 'field':
      return { by: 'field', field };
    case 'unit-head':
      return { by: 'unit-head', within: 'initiator.unit' };
    default:
      return { by: way };
  }
}
