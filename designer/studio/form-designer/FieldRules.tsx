import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { isJsonObject, type Json, type JsonObject, own } from '../../../engine/index.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { objectAt } from '../document/index.ts';
import { RuleEditor } from '../rule-editor/RuleEditor.tsx';
import { ruleFieldsOf } from '../rule-editor/rule-field.ts';
import { useStudio } from '../workspace/studio-context.ts';

type Outcome = 'hidden' | 'kept-hidden' | 'visible' | 'required' | 'readonly';
const outcomes: { [O in Outcome]: JsonObject } = {
  hidden: { visible: false, onHide: 'clear' },
  'kept-hidden': { visible: false, onHide: 'keep' },
  visible: { visible: true },
  required: { required: true },
  readonly: { readonly: true },
};

/** The form's rules that decide about one field: when …, then it is hidden, required, read-only. */
export function FieldRules({ form, json, field }: { form: string; json: JsonObject; field: string }) {
  const t = useTexts('studio');
  const locale = useLocale();
  const { document, partial, dispatch } = useStudio();
  const rules = objectAt(json, '/rules');
  const mine = Object.entries(rules).filter(
    ([, rule]) => isJsonObject(rule) && isJsonObject(rule.then) && own(rule.then, field) !== undefined,
  );
  const fields = ruleFieldsOf(document, form, locale);
  const ref = { kind: 'form', key: form } as const;
  const set = (path: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref, path: `/rules${path}`, value });

  const add = () => {
    const first = fields.find((one) => one.path !== field);
    if (!first) return;
    set(`/${freshKey(field, rules)}`, {
      when: { '!': [{ empty: [{ var: first.path }] }] },
      then: { [field]: outcomes.required },
    });
  };
  const remove = (key: string, rule: JsonObject) => {
    const { [field]: _gone, ...others } = isJsonObject(rule.then) ? rule.then : {};
    // A rule that decides about other fields too stays for them.
    set(`/${key}`, Object.keys(others).length === 0 ? undefined : { ...rule, then: others });
  };

  return (
    <section className="dg-field-rules" aria-label={t('rules')}>
      <h3>{t('rules')}</h3>
      {mine.map(([key, rule]) => {
        if (!isJsonObject(rule) || !isJsonObject(rule.then)) return null;
        return (
          <div key={key} className="dg-field-rule">
            <RuleEditor
              label={t('when')}
              value={rule.when ?? undefined}
              onChange={(when) => set(`/${key}/when`, when)}
              fields={fields}
              scope={partial.forms[form]?.scope}
              expect={{ kind: 'boolean' }}
            />
            <div className="dg-row">
              <span>{t('then')}</span>
              <Select
                value={outcomeOf(rule.then[field] ?? null)}
                options={outcomesWith(rule.then[field] ?? null).map((one) => ({
                  value: one,
                  label: t(`outcome-${one}`),
                }))}
                onChange={(outcome: Outcome | 'other') =>
                  outcome !== 'other' && set(`/${key}/then/${field}`, outcomes[outcome])
                }
                aria-label={t('then')}
              />
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={t('removeRule')}
                onClick={() => remove(key, rule)}
              />
            </div>
          </div>
        );
      })}
      <Button size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
        {t('addRule')}
      </Button>
    </section>
  );
}

/** The choice that an effect is; one that says more, or something else, is shown as that and left as it is. */
function outcomeOf(effect: Json): Outcome | 'other' {
  if (!isJsonObject(effect)) return 'other';
  const { onHide, ...said } = effect;
  const [[name, value] = ['', null], ...more] = Object.entries(said);
  if (more.length > 0) return 'other';
  if (name === 'visible' && value === false) return onHide === 'keep' ? 'kept-hidden' : 'hidden';
  if (value !== true) return 'other';
  return name === 'visible' || name === 'required' || name === 'readonly' ? name : 'other';
}

function outcomesWith(effect: Json): (Outcome | 'other')[] {
  const plain = Object.keys(outcomes) as Outcome[];
  return outcomeOf(effect) === 'other' ? [...plain, 'other'] : plain;
}

function freshKey(field: string, taken: JsonObject): string {
  const base =
    `about-${field.replaceAll('.', '-').replace(/[A-Z_]/g, (letter) => (letter === '_' ? '-' : `-${letter.toLowerCase()}`))}`.slice(
      0,
      44,
    );
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (own(taken, key) === undefined) return key;
  }
}
