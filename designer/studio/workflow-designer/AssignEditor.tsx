import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { isJsonObject, isText, type Json, type JsonObject } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useRoles } from '../definition-parts/useRoles.ts';
import { definition, objectAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

const ways = [
  'role',
  'role-in-unit',
  'pool',
  'pool-in-unit',
  'choice-initiator',
  'choice-previous',
  'unit-head',
  'manager',
  'manager-chain',
  'initiator',
  'field',
] as const;
type Way = (typeof ways)[number];
const withRole = new Set<Way>(['role', 'role-in-unit', 'pool', 'pool-in-unit', 'choice-initiator', 'choice-previous']);
const ofChoice = new Set<Way>(['choice-initiator', 'choice-previous']);
const counted: { [way in Way]?: 'level' | 'levels' } = { manager: 'level', 'manager-chain': 'levels' };

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
  const { document } = useStudio();
  const roles = useRoles();
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
              placeholder={t('assignInJson')}
              options={ways.map((each) => ({ value: each, label: t(`assign-${each}`) }))}
              onChange={(next: Way) =>
                set(
                  index,
                  lineOf(next, typeof line.role === 'string' ? line.role : firstRole, personFields[0]?.value ?? ''),
                )
              }
              aria-label={t('assign')}
            />
            {way && withRole.has(way) && (
              <Select
                value={typeof line.role === 'string' ? line.role : null}
                options={roles}
                placeholder={t('anyRole')}
                allowClear={ofChoice.has(way)}
                onChange={(role?: string) => set(index, withOrWithout(line, 'role', role))}
                aria-label={t('role')}
              />
            )}
            {way && ofChoice.has(way) && (
              <InputNumber
                min={1}
                max={50}
                precision={0}
                placeholder={t('choiceMax')}
                value={typeof line.max === 'number' ? line.max : null}
                onChange={(max) => set(index, withOrWithout(line, 'max', max))}
                aria-label={t('choiceMax')}
              />
            )}
            {way && counted[way] && (
              <InputNumber
                min={1}
                max={10}
                precision={0}
                value={numberAt(line, counted[way])}
                onChange={(count) => typeof count === 'number' && set(index, { ...line, [counted[way] ?? '']: count })}
                aria-label={t(way === 'manager' ? 'managerLevel' : 'managerLevels')}
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

function withOrWithout(line: JsonObject, key: string, value: Json | undefined): JsonObject {
  const { [key]: _was, ...others } = line;
  return value === undefined || value === null ? others : { ...line, [key]: value };
}

function numberAt(line: JsonObject, key: string): number {
  const value = line[key];
  return typeof value === 'number' ? value : 1;
}

/** The way that a line shows as; undefined for one that only JSON can say. */
function wayOf(line: JsonObject): Way | undefined {
  const { by, within, of } = line;
  const inUnit = within === 'initiator.unit';
  if (within !== undefined && !inUnit) return undefined;
  if (by === 'choice') return inUnit ? undefined : of === 'previous' ? 'choice-previous' : 'choice-initiator';
  if ((by === 'role' || by === 'pool') && inUnit) return `${by}-in-unit`;
  return ways.find((way) => way === by);
}

function lineOf(way: Way, role: string, field: string): JsonObject {
  switch (way) {
    case 'role':
    case 'pool':
      return { by: way, role };
    case 'role-in-unit':
      return { by: 'role', role, within: 'initiator.unit' };
    case 'pool-in-unit':
      return { by: 'pool', role, within: 'initiator.unit' };
    case 'choice-initiator':
      return { by: 'choice', of: 'initiator', role };
    case 'choice-previous':
      return { by: 'choice', of: 'previous', role };
    case 'manager':
      return { by: 'manager', level: 1 };
    case 'manager-chain':
      return { by: 'manager-chain', levels: 2 };
    case 'field':
      return { by: 'field', field };
    case 'unit-head':
      return { by: 'unit-head', within: 'initiator.unit' };
    case 'initiator':
      return { by: 'initiator' };
  }
}
