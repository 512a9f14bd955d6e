import { DeleteOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import {
  type DatasetField,
  type DatasetSource,
  isJsonObject,
  isText,
  type Json,
  own,
  pointer,
  segmentsOf,
} from '../../../engine/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useLocale, useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DefinitionHead } from '../definition-parts/DefinitionHead.tsx';
import { MentionList } from '../definition-parts/MentionList.tsx';
import { OnlyInJson } from '../definition-parts/OnlyInJson.tsx';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { type SortableRow, SortableRows } from '../definition-parts/SortableRows.tsx';
import { useTitles } from '../definition-parts/useTitles.ts';
import { definition, type Mention, objectAt, parseRef } from '../document/index.ts';
import { RuleEditor } from '../rule-editor/RuleEditor.tsx';
import type { DesignerProps } from '../workspace/designer-props.ts';
import { SidePanel } from '../workspace/SidePanel.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { ColumnPanel } from './ColumnPanel.tsx';
import { filterFields } from './filter-fields.ts';
import { freshColumn, nameFor, pathsOf, resolve } from './source-paths.ts';

const sources = ['form', 'cases', 'tasks', 'history'] as const;
const measured = ['number', 'money', 'percent'];

/** Where rows come from, which of their fields dashboards may group and measure, and which rows count. */
export function DatasetDesigner({ definitionKey: dataset, showJson }: DesignerProps) {
  const t = useTexts('designers');
  const say = useLocalise();
  const locale = useLocale();
  const base = useId();
  const { document, partial, problems, dispatch, focus } = useStudio();
  const [selected, setSelected] = useState<string>();
  const forms = useTitles('form');
  const ref = { kind: 'dataset', key: dataset } as const;
  const json = definition(document, ref) ?? {};
  const from = sourceOf(json.from);
  const columns = Object.entries(objectAt(json, '/fields'));
  const set = (path: string, value: Json | undefined) => dispatch({ type: 'property.set', ref, path, value });
  const source = JSON.stringify(from);
  const paths = useMemo(() => pathsOf(document, JSON.parse(source) as DatasetSource), [document, source]);
  const resolved = columns.flatMap(([name, column]): DatasetField[] => {
    const field = isJsonObject(column) ? resolve(document, from, column) : undefined;
    return field ? [{ ...field, name }] : [];
  });

  useEffect(() => {
    const [map, column] = focus === undefined ? [] : segmentsOf(focus);
    if (map === 'fields' && column !== undefined) setSelected(column);
  }, [focus]);

  const used = new Set(columns.map(([, column]) => (isJsonObject(column) ? column.path : undefined)));
  const add = (path: string | null) => {
    const place = paths.find((one) => one.path === path);
    if (!place) return;
    const column = nameFor(
      place.path,
      columns.map(([name]) => name),
    );
    if (dispatch({ type: 'column.add', dataset, column, json: freshColumn(document, from, place) }))
      setSelected(column);
  };
  const chosen = columns.find(([name]) => name === selected);
  const rows = columns.map(([name, column], index): SortableRow => {
    const field = resolved.find((one) => one.name === name);
    const title = field ? say(field.title) : isJsonObject(column) && isText(column.title) ? say(column.title) : name;
    return {
      id: name,
      index,
      name: title,
      content: isJsonObject(column) ? (
        <div className={selected === name ? 'dg-column dg-selected' : 'dg-column'}>
          <button
            type="button"
            className="dg-field-face"
            aria-pressed={selected === name}
            onClick={() => setSelected(name)}
          >
            <span>{title}</span>
            <span className="dg-faint">
              {field &&
                `${t(`type-${field.type}`)} · ${t(measured.includes(field.type) ? 'asMeasure' : 'asDimension')} · `}
              <code>{name}</code>
            </span>
          </button>
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('removeColumn', { name: title })}
            onClick={() => dispatch({ type: 'column.remove', dataset, column: name })}
          />
          <ProblemLines problems={problemsAt(problems, ref, pointer('fields', name))} />
        </div>
      ) : (
        <OnlyInJson what={title} showJson={showJson} />
      ),
    };
  });
  const parsed = own(partial.datasets, dataset);

  if (json.fields !== undefined && !isJsonObject(json.fields))
    return <OnlyInJson what={t('columns')} showJson={showJson} />;
  return (
    <div className="dg-kind-split">
      <div className="dg-kind">
        <DefinitionHead definitionRef={ref} />
        <section className="dg-card dg-card-body" aria-label={t('source')}>
          <div className="dg-kind-pair">
            <div className="dg-property">
              <label htmlFor={`${base}source`}>{t('source')}</label>
              <Select
                id={`${base}source`}
                value={typeof from === 'string' ? from : 'form'}
                options={sources.map((value) => ({ value, label: t(`source-${value}`) }))}
                onChange={(next: (typeof sources)[number]) =>
                  set('/from', next === 'form' ? { form: forms[0]?.value ?? '' } : next)
                }
              />
            </div>
            {typeof from !== 'string' && (
              <div className="dg-property">
                <label htmlFor={`${base}form`}>{t('studio:kind-form')}</label>
                <Select
                  id={`${base}form`}
                  value={from.form}
                  options={forms}
                  onChange={(form: string) => set('/from', { form })}
                />
              </div>
            )}
          </div>
          <ProblemLines problems={problemsAt(problems, ref, '/from')} />
        </section>
        <section className="dg-card dg-card-body" aria-label={t('columns')}>
          <h3>{t('columns')}</h3>
          {rows.length === 0 && <EmptyState title={t('noColumns')}>{t('noColumnsText')}</EmptyState>}
          <SortableRows
            rows={rows}
            label={t('columns')}
            className="dg-column-rows"
            onMove={(at, to) => {
              const column = columns[at]?.[0];
              if (column !== undefined) dispatch({ type: 'column.move', dataset, column, to });
            }}
          />
          <Select
            className="dg-column-add"
            value={null}
            placeholder={`+ ${t('addColumn')}`}
            aria-label={t('addColumn')}
            showSearch={{ optionFilterProp: 'label' }}
            options={paths
              .filter(({ path }) => !used.has(path))
              .map(({ path, field }) => ({ value: path, label: `${say(field.title)} (${path})` }))}
            onChange={add}
          />
        </section>
        <section className="dg-card dg-card-body" aria-label={t('filterRows')}>
          <RuleEditor
            label={t('filterRows')}
            value={json.filter}
            onChange={(rule) => set('/filter', rule)}
            fields={filterFields(document, resolved, locale)}
            scope={parsed?.scope}
            expect={{ kind: 'boolean' }}
          />
          {json.filter === undefined && <p className="dg-faint">{t('everyRow')}</p>}
          <ProblemLines problems={problemsAt(problems, ref, '/filter')} />
        </section>
        <ShownIn dataset={dataset} />
      </div>
      <SidePanel open={chosen !== undefined} onClose={() => setSelected(undefined)}>
        {chosen && isJsonObject(chosen[1]) ? (
          <ColumnPanel
            key={chosen[0]}
            dataset={dataset}
            column={chosen[0]}
            json={chosen[1]}
            from={from}
            paths={paths}
            onRenamed={setSelected}
            showJson={showJson}
          />
        ) : (
          <p className="dg-faint">{t('selectColumnHint')}</p>
        )}
      </SidePanel>
    </div>
  );
}

function ShownIn({ dataset }: { dataset: string }) {
  const t = useTexts('designers');
  const { document } = useStudio();
  const shown = Object.entries(document.definitions).flatMap(([ref, json]): Mention[] =>
    json.kind === 'dashboard'
      ? Object.entries(objectAt(json, '/widgets')).flatMap(([widget, said]) =>
          isJsonObject(said) && said.dataset === dataset
            ? [{ ref: parseRef(ref), path: pointer('widgets', widget) }]
            : [],
        )
      : [],
  );
  return (
    <section className="dg-card dg-card-body" aria-label={t('shownIn')}>
      <h3>{t('shownIn')}</h3>
      {shown.length === 0 ? <p className="dg-faint">{t('usedNowhere')}</p> : <MentionList mentions={shown} />}
    </section>
  );
}

function sourceOf(from: Json | undefined): DatasetSource {
  if (from === 'cases' || from === 'tasks' || from === 'history') return from;
  return { form: isJsonObject(from) && typeof from.form === 'string' ? from.form : '' };
}
