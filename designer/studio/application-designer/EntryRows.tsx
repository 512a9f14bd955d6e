import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { iconNames, isJsonObject, type Json, type JsonObject, pointer, segmentsOf } from '../../../engine/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { type SortableRow, SortableRows } from '../definition-parts/SortableRows.tsx';
import { definition, listAt, packRef } from '../document/index.ts';
import { LocalisedInput } from '../property-editors/LocalisedInput.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { type Target, type TargetKind, targetOf, useTargets } from './useTargets.ts';

type Props = { list: 'navigation' | 'quickActions'; kinds: readonly TargetKind[] };

/** The menu, or the quick actions: entries in the order in which people see them. */
export function EntryRows({ list, kinds }: Props) {
  const t = useTexts('applications');
  const { document, dispatch, problems, focus } = useStudio();
  const targets = useTargets(kinds);
  const base = useId();
  const at = `/home/${list}`;
  const entries = listAt(definition(document, packRef) ?? {}, at).map((entry) => (isJsonObject(entry) ? entry : {}));
  const put = (next: JsonObject[]) => dispatch({ type: 'property.set', ref: packRef, path: at, value: next });
  const set = (index: number, key: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref: packRef, path: at + pointer(index, key), value });

  const rows = entries.map((entry, index): SortableRow => {
    const target = targetOf(entry);
    const name = nameOf(target, targets) ?? t('designers:row', { number: index + 1 });
    return {
      // Entries are known by their place.
      id: `${list} ${index}`,
      index,
      name,
      isShown: focus?.startsWith(at + pointer(index)) === true && segmentsOf(focus)[2] === String(index),
      content: (
        <div className="dg-block">
          <fieldset className="dg-block-parts dg-entry-parts">
            <legend>{name}</legend>
            <Select
              className="dg-grow"
              showSearch={{ optionFilterProp: 'label' }}
              value={target ? `${target.kind}/${target.key}` : null}
              options={targets.map((group) => ({
                label: t(`studio:kind-${group.kind}`),
                options: group.items.map(({ key, title }) => ({ value: `${group.kind}/${key}`, label: title })),
              }))}
              onChange={(value: string) => {
                const [kind = '', key = ''] = value.split('/');
                const { form: _form, dashboard: _dashboard, page: _page, ...rest } = entry;
                put(entries.map((one, place) => (place === index ? { [kind]: key, ...rest } : one)));
              }}
              aria-label={t('leadsTo')}
            />
            <Select
              value={typeof entry.icon === 'string' ? entry.icon : ''}
              options={[
                { value: '', label: t('usualIcon') },
                ...iconNames.map((value) => ({ value, label: <Icon name={value} />, title: value })),
              ]}
              onChange={(value: string) => set(index, 'icon', value === '' ? undefined : value)}
              aria-label={t('icon')}
            />
            <div className="dg-property">
              <label htmlFor={`${base}${index}`}>{t('ownTitle')}</label>
              <LocalisedInput
                id={`${base}${index}`}
                value={entry.title}
                onChange={(value) => set(index, 'title', value)}
              />
            </div>
          </fieldset>
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('studio:removeField', { name })}
            onClick={() => put(entries.filter((_, place) => place !== index))}
          />
          <ProblemLines problems={problemsAt(problems, packRef, at + pointer(index))} />
        </div>
      ),
    };
  });

  const unused = targets.flatMap(({ kind, items }) =>
    items.flatMap(({ key }) => (entries.some((entry) => entry[kind] === key) ? [] : [{ kind, key }])),
  );
  const [next = firstOf(targets)] = unused;
  return (
    <section className="dg-card dg-card-body" aria-label={t(list)}>
      <h3>{t(list)}</h3>
      <p className="dg-faint">{t(`${list}Help`)}</p>
      {rows.length === 0 && <EmptyState title={t(`${list}None`)}>{t(`${list}NoneText`)}</EmptyState>}
      <SortableRows
        rows={rows}
        label={t(list)}
        className="dg-role-rows"
        onMove={(from, to) => {
          const moving = entries[from];
          const left = entries.filter((_, place) => place !== from);
          if (moving) put([...left.slice(0, to), moving, ...left.slice(to)]);
        }}
      />
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={!next}
        onClick={() => next && put([...entries, { [next.kind]: next.key }])}
      >
        {t(`${list}Add`)}
      </Button>
    </section>
  );
}

function nameOf(target: { kind: TargetKind; key: string } | undefined, targets: readonly Target[]): string | undefined {
  if (!target) return undefined;
  const group = targets.find(({ kind }) => kind === target.kind);
  return group?.items.find(({ key }) => key === target.key)?.title ?? target.key;
}

function firstOf([group]: readonly Target[]): { kind: TargetKind; key: string } | undefined {
  const [item] = group?.items ?? [];
  return group && item && { kind: group.kind, key: item.key };
}
