import { Input, InputNumber, Select, Switch } from 'antd';
import { isCurrency, isJsonObject, isText, type Json, type JsonObject, locales } from '../../../engine/index.ts';
import { NumericInput } from '../../render/controls/NumericInput.tsx';
import { numericWay } from '../../render/controls/numeric-way.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useRoles } from '../definition-parts/useRoles.ts';
import { useStudio } from '../workspace/studio-context.ts';
import type { EditorProps } from './editor.ts';
import { LocalisedInput } from './LocalisedInput.tsx';

const filled = (text: string): string | undefined => (text === '' ? undefined : text);

export function TextEditor({ value, onChange, id }: EditorProps) {
  return (
    <Input
      id={id}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(filled(event.target.value))}
    />
  );
}

export function LocalisedEditor({ value, onChange, id }: EditorProps) {
  return <LocalisedInput id={id} value={value} onChange={onChange} />;
}

export function NumberEditor({ spec, value, onChange, id }: EditorProps) {
  return (
    <InputNumber
      id={id}
      className="dg-wide"
      value={typeof value === 'number' ? value : null}
      min={spec.min}
      max={spec.max}
      step={spec.step}
      placeholder={spec.otherwise === undefined ? undefined : String(spec.otherwise)}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}

/** An amount in the currency that the declaration names, typed in its main unit. */
export function AmountEditor({ value, onChange, declaration, id }: EditorProps) {
  const currency = typeof declaration.currency === 'string' ? declaration.currency : 'CNY';
  return (
    <NumericInput
      id={id}
      way={numericWay({ type: 'money', currency: isCurrency(currency) ? currency : 'CNY' })}
      value={typeof value === 'number' ? value : undefined}
      onChange={onChange}
    />
  );
}

/** A share, kept as a fraction and typed in percent. */
export function PercentEditor({ value, onChange, id }: EditorProps) {
  return (
    <NumericInput
      id={id}
      way={numericWay({ type: 'percent' })}
      value={typeof value === 'number' ? value : undefined}
      onChange={onChange}
    />
  );
}

export function SwitchEditor({ spec, value, onChange, id }: EditorProps) {
  const on = typeof value === 'boolean' ? value : spec.otherwise === true;
  return (
    <Switch id={id} checked={on} onChange={(next) => onChange(next === (spec.otherwise === true) ? undefined : next)} />
  );
}

export function ChoiceEditor({ spec, value, onChange, id }: EditorProps) {
  const say = useLocalise();
  const choices = spec.choices ?? [];
  const current = choices.findIndex((choice) => JSON.stringify(choice.value) === JSON.stringify(value));
  return (
    <Select
      id={id}
      className="dg-wide"
      allowClear
      value={current < 0 ? null : current}
      options={choices.map((choice, index) => ({ value: index, label: say(choice.label) }))}
      onChange={(index?: number | null) =>
        onChange(index === undefined || index === null ? undefined : choices[index]?.value)
      }
    />
  );
}

/** Short texts (file endings). */
export function ListEditor({ value, onChange, id }: EditorProps) {
  return (
    <Select
      id={id}
      className="dg-wide"
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[',', ' ', '，']}
      value={Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []}
      onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}

/** Keys of the pack's definitions of one kind. */
function useKeysOf(kind: 'form' | 'options'): { value: string; label: string }[] {
  const say = useLocalise();
  const { document } = useStudio();
  return Object.entries(document.definitions).flatMap(([ref, json]) =>
    ref.startsWith(`${kind}/`)
      ? [{ value: ref.slice(kind.length + 1), label: isText(json.title) ? say(json.title) : ref }]
      : [],
  );
}

export function FormKeyEditor({ value, onChange, id }: EditorProps) {
  return (
    <Select
      id={id}
      className="dg-wide"
      value={typeof value === 'string' ? value : null}
      options={useKeysOf('form')}
      onChange={(next: string) => onChange(next)}
    />
  );
}

export function RoleEditor({ value, onChange, id }: EditorProps) {
  const roles = useRoles();
  return (
    <Select
      id={id}
      className="dg-wide"
      allowClear
      value={typeof value === 'string' ? value : null}
      options={roles}
      onChange={(next?: string) => onChange(next)}
    />
  );
}

/** An option set of the pack, or a list of its own: one choice a line, `key Title`. */
export function OptionsEditor({ value, onChange, id }: EditorProps) {
  const t = useTexts('studio');
  const sets = useKeysOf('options');
  const own = Array.isArray(value);
  return (
    <div className="dg-stack-tight">
      <Select
        id={id}
        className="dg-wide"
        value={own ? '' : typeof value === 'string' ? value : null}
        options={[...sets, { value: '', label: t('ownOptions') }]}
        onChange={(next: string) =>
          onChange(next === '' ? [{ key: 'one', title: { en: 'One', 'zh-CN': '选项一' } }] : next)
        }
      />
      {own && <OptionLines items={value} onChange={onChange} />}
    </div>
  );
}

function OptionLines({ items, onChange }: { items: Json[]; onChange(items: Json[]): void }) {
  const t = useTexts('studio');
  const lines = items.flatMap((item) => (isJsonObject(item) ? [item] : []));
  const set = (index: number, next: JsonObject | undefined) =>
    onChange(lines.flatMap((item, at) => (at === index ? (next ? [next] : []) : [item])));
  const texts = (item: JsonObject): JsonObject =>
    isJsonObject(item.title) ? item.title : { en: item.title ?? '', 'zh-CN': item.title ?? '' };
  return (
    <div className="dg-stack-tight">
      {lines.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place while its key is typed
        <div key={index} className="dg-option-line">
          <Input
            size="small"
            value={String(item.key ?? '')}
            aria-label={t('keyLabel')}
            onChange={(event) => set(index, { ...item, key: event.target.value })}
          />
          {locales.map((one) => (
            <Input
              key={one}
              size="small"
              value={String(texts(item)[one] ?? '')}
              placeholder={t(one === 'en' ? 'inEnglish' : 'inChinese')}
              aria-label={t(one === 'en' ? 'inEnglish' : 'inChinese')}
              onChange={(event) => set(index, { ...item, title: { ...texts(item), [one]: event.target.value } })}
            />
          ))}
          <button
            type="button"
            className="dg-plain-button"
            aria-label={t('remove')}
            onClick={() => set(index, undefined)}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        className="dg-plain-button"
        onClick={() =>
          onChange([
            ...lines,
            {
              key: `option-${lines.length + 1}`,
              title: { en: `Option ${lines.length + 1}`, 'zh-CN': `选项 ${lines.length + 1}` },
            },
          ])
        }
      >
        + {t('addOption')}
      </button>
    </div>
  );
}
