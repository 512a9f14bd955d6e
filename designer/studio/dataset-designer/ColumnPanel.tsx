import { Input, InputNumber, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import {
  type DatasetSource,
  datasetFieldTypes,
  isText,
  type Json,
  type JsonObject,
  pointer,
} from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { OnlyInJson } from '../definition-parts/OnlyInJson.tsx';
import { useTitles } from '../definition-parts/useTitles.ts';
import { NameInput } from '../property-editors/NameInput.tsx';
import { TitleProperty } from '../property-editors/TitleProperty.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { resolve, type SourcePath } from './source-paths.ts';

type Props = {
  dataset: string;
  column: string;
  json: JsonObject;
  from: DatasetSource;
  paths: SourcePath[];
  onRenamed(to: string): void;
  showJson(): void;
};

const drawn = ['path', 'type', 'title', 'currency', 'digits', 'options', 'label', 'workflow'];

/** One field of a dataset: where it is taken from, what it is called, how its values are read. */
export function ColumnPanel({ dataset, column, json, from, paths, onRenamed, showJson }: Props) {
  const t = useTexts('designers');
  const say = useLocalise();
  const { document, dispatch } = useStudio();
  const options = useTitles('options');
  const workflows = useTitles('workflow');
  const ref = { kind: 'dataset', key: dataset } as const;
  const at = pointer('fields', column);
  const set = (part: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref, path: part === '' ? at : `${at}/${part}`, value });
  const path = typeof json.path === 'string' ? json.path : '';
  const place = paths.find((one) => one.path === path);
  const field = resolve(document, from, json);
  const type = field?.type ?? (typeof json.type === 'string' ? json.type : '');
  const inherited = resolve(document, from, { path });
  const placeOptions = paths.map((one) => ({ value: one.path, label: `${say(one.field.title)} (${one.path})` }));
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : null);
  return (
    <>
      <div className="dg-panel-head">
        <h3>{field ? say(field.title) : isText(json.title) ? say(json.title) : column}</h3>
        {field && <p className="dg-faint">{t(`type-${field.type}`)}</p>}
      </div>
      <Row label={t('columnPath')}>
        {(id) =>
          from === 'history' ? (
            <Input id={id} className="dg-mono" value={path} onChange={(event) => set('path', event.target.value)} />
          ) : (
            <Select
              id={id}
              value={path}
              status={place ? '' : 'error'}
              showSearch={{ optionFilterProp: 'label' }}
              options={place ? placeOptions : [{ value: path, label: path }, ...placeOptions]}
              // What was said of the earlier place need not fit the new one, which the source describes itself.
              onChange={(next: string) =>
                set('', { path: next, ...(json.title !== undefined && { title: json.title }) })
              }
            />
          )
        }
      </Row>
      <TitleProperty value={json.title ?? undefined} onChange={(value) => set('title', value)} />
      <Row label={t('columnName')}>
        {(id) => (
          <NameInput
            id={id}
            name={column}
            onRename={(to) => {
              if (dispatch({ type: 'column.rename', dataset, column, to })) onRenamed(to);
            }}
          />
        )}
      </Row>
      <Row label={t('columnType')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={text(json.type)}
            placeholder={inherited && t('columnTypeFrom', { type: t(`type-${inherited.type}`) })}
            options={datasetFieldTypes.map((value) => ({ value, label: t(`type-${value}`) }))}
            onChange={(next?: string | null) => set('type', next ?? undefined)}
          />
        )}
      </Row>
      {(type === 'money' || json.currency !== undefined) && (
        <Row label={t('currency')}>
          {(id) => (
            <Input
              id={id}
              value={text(json.currency) ?? ''}
              placeholder={field?.currency}
              maxLength={3}
              onChange={(event) => set('currency', event.target.value.toUpperCase() || undefined)}
            />
          )}
        </Row>
      )}
      {(['number', 'money', 'percent'].includes(type) || json.digits !== undefined) && (
        <Row label={t('digits')}>
          {(id) => (
            <InputNumber
              id={id}
              className="dg-wide"
              min={0}
              max={8}
              value={typeof json.digits === 'number' ? json.digits : null}
              onChange={(next) => set('digits', typeof next === 'number' ? next : undefined)}
            />
          )}
        </Row>
      )}
      {(type === 'choice' || type === 'multi-choice' || json.options !== undefined) && (
        <Row label={t('choicesFrom')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={text(json.options)}
              placeholder={options.find(({ value }) => value === field?.options)?.label}
              options={options}
              onChange={(next?: string | null) => set('options', next ?? undefined)}
            />
          )}
        </Row>
      )}
      {(type === 'status' || json.workflow !== undefined) && (
        <Row label={t('statesOf')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={text(json.workflow)}
              options={workflows}
              onChange={(next?: string | null) => set('workflow', next ?? undefined)}
            />
          )}
        </Row>
      )}
      {(type === 'reference' || json.label !== undefined) && (
        <Row label={t('labelPath')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              value={text(json.label)}
              placeholder={field?.label}
              options={placeOptions}
              onChange={(next?: string | null) => set('label', next ?? undefined)}
            />
          )}
        </Row>
      )}
      {Object.keys(json).some((key) => !drawn.includes(key)) && (
        <OnlyInJson what={t('otherParts')} showJson={showJson} />
      )}
    </>
  );
}

function Row({ label, children }: { label: string; children(id: string): ReactNode }) {
  const id = useId();
  return (
    <div className="dg-property">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
