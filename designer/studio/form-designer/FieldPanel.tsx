import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useId } from 'react';
import {
  afterApprovalSpec,
  commonProperties,
  fieldTypes,
  isJsonObject,
  isText,
  type Json,
  type JsonObject,
  type PropertySpec,
  valueAt,
} from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { AlsoInJson } from '../definition-parts/AlsoInJson.tsx';
import { listAt } from '../document/index.ts';
import { NameInput } from '../property-editors/NameInput.tsx';
import { PropertyList } from '../property-editors/PropertyList.tsx';
import { TitleProperty } from '../property-editors/TitleProperty.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { FieldRules } from './FieldRules.tsx';
import { useFormStudio } from './form-studio.ts';
import { sectionName } from './section-name.ts';

type PanelProps = { form: string; json: JsonObject; showJson(): void };

/** What can be said about the selected field or section; about the form itself where nothing is selected. */
export function FieldPanel({ form, json, showJson }: PanelProps) {
  const { selected } = useFormStudio();
  const section = selected?.startsWith('section:') ? Number(selected.slice(8)) : undefined;
  return (
    <>
      {selected === undefined && <FormPanel form={form} json={json} showJson={showJson} />}
      {section !== undefined && <SectionPanel form={form} json={json} index={section} />}
      {selected !== undefined && section === undefined && (
        <OneField key={selected} form={form} json={json} field={selected} />
      )}
    </>
  );
}

const titleSpec: PropertySpec = { path: '/title', editor: 'localised', label: { en: 'Title', 'zh-CN': '标题' } };
const descriptionSpec: PropertySpec = {
  path: '/description',
  editor: 'localised',
  label: { en: 'Description', 'zh-CN': '说明' },
};

function FormPanel({ form, json, showJson }: PanelProps) {
  const t = useTexts('studio');
  const { dispatch } = useStudio();
  return (
    <>
      <h3>{t('aboutForm')}</h3>
      <PropertyList
        specs={[titleSpec, descriptionSpec, afterApprovalSpec]}
        declaration={json}
        form={form}
        onChange={(path, value) => dispatch({ type: 'property.set', ref: { kind: 'form', key: form }, path, value })}
      />
      <p className="dg-faint">{t('selectHint')}</p>
      <AlsoInJson part="form" json={json} showJson={showJson} />
    </>
  );
}

function SectionPanel({ form, json, index }: { form: string; json: JsonObject; index: number }) {
  const t = useTexts('studio');
  const { dispatch } = useStudio();
  const section = listAt(json, '/layout')[index];
  if (!isJsonObject(section)) return null;
  const at = `/layout/${index}/section`;
  const about = isJsonObject(section.section) ? section.section : {};
  const set = (path: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref: { kind: 'form', key: form }, path: at + path, value });
  const columns = typeof about.columns === 'number' ? about.columns : 1;
  const last = listAt(json, '/layout').length - 1;
  return (
    <>
      <h3>{t('section')}</h3>
      <TitleProperty value={about.title} onChange={(value) => set('/title', value)} />
      <div className="dg-property">
        <span>{t('columns')}</span>
        <Segmented
          value={columns}
          options={[1, 2, 3, 4]}
          onChange={(value) => set('/columns', Number(value))}
          aria-label={t('columns')}
        />
      </div>
      <div className="dg-row">
        <Button
          disabled={index === 0}
          onClick={() => dispatch({ type: 'section.move', form, from: index, to: index - 1 })}
        >
          {t('moveUp')}
        </Button>
        <Button
          disabled={index >= last}
          onClick={() => dispatch({ type: 'section.move', form, from: index, to: index + 1 })}
        >
          {t('moveDown')}
        </Button>
      </div>
    </>
  );
}

function OneField({ form, json, field }: { form: string; json: JsonObject; field: string }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { dispatch } = useStudio();
  const { select } = useFormStudio();
  const [name = '', column] = field.split('.');
  const path = column === undefined ? `/fields/${name}` : `/fields/${name}/fields/${column}`;
  const declaration = valueAt(json, path);
  if (!isJsonObject(declaration)) return <p className="dg-soft">{t('selectHint')}</p>;
  const type = fieldTypes.find((one) => one.type === declaration.type);
  const specs = [
    ...commonProperties.filter((spec) => spec.path === '/title'),
    ...(type?.properties ?? []),
    ...commonProperties.filter((spec) => spec.path !== '/title' && applies(spec, type)),
  ];
  return (
    <>
      <div className="dg-panel-head">
        <h3>{isText(declaration.title) ? say(declaration.title) : field}</h3>
        <p className="dg-faint">{type ? say(type.label) : t('unknownType')}</p>
      </div>
      {column !== undefined && (
        <Button size="small" type="link" onClick={() => select(name)}>
          ← {t('backToRows')}
        </Button>
      )}
      <PropertyList
        specs={specs}
        declaration={declaration}
        form={form}
        onChange={(at, value) =>
          dispatch({ type: 'property.set', ref: { kind: 'form', key: form }, path: path + at, value })
        }
      />
      {column === undefined && <PlaceEditor form={form} json={json} field={name} />}
      <NameEditor
        name={column ?? name}
        onRename={(to) => {
          if (dispatch({ type: 'field.rename', form, field, to })) select(column === undefined ? to : `${name}.${to}`);
        }}
      />
      <FieldRules form={form} json={json} field={field} />
    </>
  );
}

function applies(spec: PropertySpec, type: (typeof fieldTypes)[number] | undefined): boolean {
  if (spec.path === '/compute') return type?.computable ?? false;
  if (type && 'without' in type && type.without?.some((name) => spec.path === `/${name}`)) return false;
  return spec.path !== '/encrypted' || !type || !('encrypts' in type);
}

/** The field's name, which rules use: renamed everywhere at once. */
function NameEditor({ name, onRename }: { name: string; onRename(to: string): void }) {
  const t = useTexts('studio');
  const id = useId();
  return (
    <div className="dg-property">
      <label htmlFor={id}>{t('fieldName')}</label>
      <NameInput id={id} name={name} onRename={onRename} />
    </div>
  );
}

/** The place in words, for those who do not drag. */
function PlaceEditor({ form, json, field }: { form: string; json: JsonObject; field: string }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { dispatch } = useStudio();
  const id = useId();
  const layout = listAt(json, '/layout');
  const section = layout.findIndex((one) => listAt(one, '/fields').includes(field));
  const fields = listAt(layout[section] ?? {}, '/fields');
  const index = fields.indexOf(field);
  const move = (to: { section: number; index: number }) => dispatch({ type: 'field.move', form, field, to });
  return (
    <div className="dg-property dg-field-place">
      <label htmlFor={id}>{t('place')}</label>
      <div className="dg-pair-row">
        <Select
          id={id}
          value={section < 0 ? null : section}
          options={layout.map((one, at) => ({ value: at, label: sectionName(one, at, say, t) }))}
          onChange={(next: number) => next !== section && move({ section: next, index: Number.MAX_SAFE_INTEGER })}
        />
        <Button
          icon={<ArrowUpOutlined aria-hidden="true" />}
          aria-label={t('moveUp')}
          title={t('moveUp')}
          disabled={index <= 0}
          onClick={() => move({ section, index: index - 1 })}
        />
        <Button
          icon={<ArrowDownOutlined aria-hidden="true" />}
          aria-label={t('moveDown')}
          title={t('moveDown')}
          disabled={index < 0 || index >= fields.length - 1}
          onClick={() => move({ section, index: index + 2 })}
        />
      </div>
    </div>
  );
}
