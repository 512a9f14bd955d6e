import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useId } from 'react';
import {
  buckets,
  type DatasetField,
  isJsonObject,
  type Json,
  type JsonObject,
  valueAt,
  widgetTypes,
} from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, objectAt } from '../document/index.ts';
import { propertyEditors } from '../property-editors/registry.ts';
import { TitleProperty } from '../property-editors/TitleProperty.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { tilesOf } from './TileGrid.tsx';

type Props = { dashboard: string; json: JsonObject; widget: string; onRemoved(): void };

/** One widget: what it counts, grouped by what, narrowed by which filters, and where it stands. */
export function WidgetPanel({ dashboard, json, widget, onRemoved }: Props) {
  const t = useTexts('studio');
  const say = useLocalise();
  const base = useId();
  const { dispatch, partial } = useStudio();
  const declared = objectAt(json, `/widgets/${widget}`);
  const type = widgetTypes.find((one) => one.type === declared.type);
  const dataset = partial.datasets[String(declared.dataset)];
  const fields = Object.entries(dataset?.fields ?? {});
  const set = (path: string, value: Json | undefined) =>
    dispatch({
      type: 'property.set',
      ref: { kind: 'dashboard', key: dashboard },
      path: `/widgets/${widget}${path}`,
      value,
    });
  const dimensions = listAt(declared, '/dimensions').filter(isJsonObject);
  const measures = listAt(declared, '/measures').filter(isJsonObject);
  const fieldChoices = (wanted: (field: DatasetField) => boolean) =>
    fields.filter(([, field]) => wanted(field)).map(([name, field]) => ({ value: name, label: say(field.title) }));
  const isDate = (name: unknown) =>
    fields.some(([key, field]) => key === name && (field.type === 'date' || field.type === 'date-time'));
  const tile = tilesOf(listAt(json, '/layout')).find((one) => one.widget === widget);
  const filters = Object.entries(objectAt(json, '/filters'));
  const bind = objectAt(declared, '/bind');
  const format = partial.dashboards[dashboard]?.widgets[widget]?.measures[0]?.format;
  const measuredAs = format?.kind === 'money' ? 'amount' : format?.kind === 'percent' ? 'percent' : 'number';

  return (
    <>
      <div className="dg-spread">
        <h3>{say(type?.title)}</h3>
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={t('removeWidget')}
          onClick={() => {
            if (dispatch({ type: 'widget.remove', dashboard, widget })) onRemoved();
          }}
        />
      </div>
      <TitleProperty value={declared.title} onChange={(value) => set('/title', value)} />
      <div className="dg-property">
        <label htmlFor={`${base}dataset`}>{t('kind-dataset')}</label>
        <Select
          id={`${base}dataset`}
          value={typeof declared.dataset === 'string' ? declared.dataset : null}
          options={Object.values(partial.datasets).map((one) => ({ value: one.key, label: say(one.title) }))}
          onChange={(next: string) => set('/dataset', next)}
        />
      </div>
      {(type?.dimensions.max ?? 0) > 0 && (
        <fieldset className="dg-rule">
          <legend>{t('groupedBy')}</legend>
          {dimensions.map((dimension, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: known by their order
            <div key={index} className="dg-assign">
              <Select
                value={typeof dimension.field === 'string' ? dimension.field : null}
                options={fieldChoices((field) => field.type !== 'money')}
                onChange={(field: string) =>
                  set(`/dimensions/${index}`, isDate(field) ? { field, bucket: 'month' } : { field })
                }
                aria-label={t('field')}
              />
              {isDate(dimension.field) && (
                <Select
                  value={typeof dimension.bucket === 'string' ? dimension.bucket : 'month'}
                  options={buckets.map((bucket) => ({ value: bucket, label: t(`bucket-${bucket}`) }))}
                  onChange={(bucket: string) => set(`/dimensions/${index}/bucket`, bucket)}
                  aria-label={t('bucket')}
                />
              )}
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={t('remove')}
                onClick={() =>
                  set(
                    '/dimensions',
                    dimensions.filter((_, at) => at !== index),
                  )
                }
              />
            </div>
          ))}
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden="true" />}
            disabled={dimensions.length >= (type?.dimensions.max ?? 0) || fields.length === 0}
            onClick={() =>
              set('/dimensions', [
                ...dimensions,
                { field: fieldChoices((field) => field.type === 'choice')[0]?.value ?? fields[0]?.[0] ?? '' },
              ])
            }
          >
            {t('addDimension')}
          </Button>
        </fieldset>
      )}
      <fieldset className="dg-rule">
        <legend>{t('measured')}</legend>
        {measures.map((measure, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: known by their order
          <div key={index} className="dg-assign">
            <Select
              value={typeof measure.op === 'string' ? measure.op : null}
              options={[...new Set([...simpleOperations, String(measure.op)])].map((op) => ({
                value: op,
                label: operationName(t, op),
              }))}
              onChange={(op: string) =>
                set(
                  `/measures/${index}`,
                  op === 'count' ? { op } : { op, field: fieldChoices(isNumber)[0]?.value ?? '' },
                )
              }
              aria-label={t('operation')}
            />
            {measure.op !== 'count' && measure.op !== 'ratio' && (
              <Select
                value={typeof measure.field === 'string' ? measure.field : null}
                options={fieldChoices((field) => measure.op === 'distinct' || isNumber(field))}
                onChange={(field: string) => set(`/measures/${index}/field`, field)}
                aria-label={t('field')}
              />
            )}
            {measures.length > (type?.measures.min ?? 1) && (
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={t('remove')}
                onClick={() =>
                  set(
                    '/measures',
                    measures.filter((_, at) => at !== index),
                  )
                }
              />
            )}
          </div>
        ))}
        {measures.length < (type?.measures.max ?? 1) && (
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden="true" />}
            onClick={() => set('/measures', [...measures, { op: 'count' }])}
          >
            {t('addMeasure')}
          </Button>
        )}
      </fieldset>
      {type?.properties.map((spec) => {
        if (spec.editor === 'dataset-field') {
          return (
            <div key={spec.path} className="dg-property">
              <label htmlFor={base + spec.path}>{say(spec.label)}</label>
              <Select
                id={base + spec.path}
                allowClear
                value={textAt(declared, spec.path)}
                options={fieldChoices(() => true)}
                onChange={(next?: string) => set(spec.path, next)}
              />
            </div>
          );
        }
        const editor = spec.editor === 'measured' ? measuredAs : spec.editor;
        const Editor = propertyEditors[editor];
        return (
          <div key={spec.path} className={spec.editor === 'switch' ? 'dg-property dg-property-inline' : 'dg-property'}>
            <label htmlFor={base + spec.path}>{say(spec.label)}</label>
            <Editor
              spec={{ ...spec, editor }}
              value={valueAt(declared, spec.path)}
              onChange={(value) => set(spec.path, value)}
              declaration={spec.editor === 'measured' && format?.currency ? { currency: format.currency } : declared}
              form=""
              id={base + spec.path}
            />
          </div>
        );
      })}
      {filters.length > 0 && (
        <fieldset className="dg-rule">
          <legend>{t('boundTo')}</legend>
          {filters.map(([key, filter]) => (
            <div key={key} className="dg-property dg-property-inline">
              <label htmlFor={`${base}bind-${key}`}>
                {isJsonObject(filter) ? say((filter.title ?? key) as string) : key}
              </label>
              <Select
                id={`${base}bind-${key}`}
                size="small"
                allowClear
                value={typeof bind[key] === 'string' ? bind[key] : null}
                options={fieldChoices(() => true)}
                onChange={(next?: string | null) => {
                  const { [key]: _was, ...others } = bind;
                  set('/bind', next ? { ...bind, [key]: next } : others);
                }}
              />
            </div>
          ))}
        </fieldset>
      )}
      {tile && (
        <fieldset className="dg-rule">
          <legend>{t('place')}</legend>
          <div className="dg-tile-place">
            {(['x', 'y', 'w', 'h'] as const).map((side) => (
              <div key={side}>
                <label htmlFor={`${base}place-${side}`}>{t(`place-${side}`)}</label>
                <InputNumber
                  id={`${base}place-${side}`}
                  size="small"
                  min={side === 'w' || side === 'h' ? 1 : 0}
                  max={side === 'x' || side === 'w' ? 12 : 200}
                  value={tile[side]}
                  onChange={(next) =>
                    typeof next === 'number' &&
                    dispatch({
                      type: 'widget.place',
                      dashboard,
                      tiles: tilesOf(listAt(json, '/layout')).map((one) =>
                        one.widget === widget ? { ...one, [side]: next } : one,
                      ),
                    })
                  }
                />
              </div>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

function isNumber(field: DatasetField): boolean {
  return field.type === 'money' || field.type === 'number' || field.type === 'percent';
}

function textAt(declared: JsonObject, path: string): string | null {
  const value = valueAt(declared, path);
  return typeof value === 'string' ? value : null;
}

const simpleOperations = ['count', 'sum', 'avg', 'min', 'max', 'distinct'] as const;
const named = ['count', 'sum', 'avg', 'min', 'max', 'distinct', 'ratio', 'share'] as const;
function operationName(t: ReturnType<typeof useTexts<'studio'>>, op: string): string {
  const known = named.find((one) => one === op);
  return known ? t(`operation-${known}`) : op;
}
