import { DeleteOutlined } from '@ant-design/icons';
import { Button, Select, Switch } from 'antd';
import type { CSSProperties } from 'react';
import type { Json, JsonObject } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { LocalisedInput } from '../property-editors/LocalisedInput.tsx';
import { NameInput } from '../property-editors/NameInput.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { above, type Levels } from './levels.ts';

type Props = {
  options: string;
  index: number;
  item: JsonObject;
  name: string;
  /** What stands above what, and what may be chosen to stand above; nothing where the list is flat. */
  levels: { tree: Levels; choices: { value: string; label: string }[] } | undefined;
  busy: boolean;
  onRename(to: string): void;
  onRemove(): void;
};

/** One choice in its row. */
export function OptionRow({ options, index, item, name, levels, busy, onRename, onRemove }: Props) {
  const t = useTexts('designers');
  const { dispatch, problems } = useStudio();
  const ref = { kind: 'options', key: options } as const;
  const set = (part: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref, path: `/items/${index}/${part}`, value });
  const found = problemsAt(problems, ref, `/items/${index}`);
  const key = typeof item.key === 'string' ? item.key : '';
  // As far as rows can show it.
  const depth = levels ? Math.min(4, above(levels.tree, key).length) : 0;
  return (
    <div
      className={item.retired === true ? 'dg-choice dg-choice-retired' : 'dg-choice'}
      style={{ '--dg-choice-depth': depth } as CSSProperties}
    >
      <NameInput
        name={key}
        onRename={onRename}
        label={t('valueOf', { name })}
        wrong={found.some(({ path }) => path.endsWith('/key'))}
      />
      <LocalisedInput value={item.title} onChange={(value) => set('title', value)} label={t('nameOf', { name })} />
      {levels && (
        <Select
          value={typeof item.parent === 'string' ? item.parent : ''}
          prefix={<span aria-hidden="true">↑</span>}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: t('topLevel') },
            // What stands below a value cannot stand above it.
            ...levels.choices.filter(({ value }) => value !== key && !above(levels.tree, value).includes(key)),
          ]}
          onChange={(parent: string) => set('parent', parent === '' ? undefined : parent)}
          aria-label={t('aboveOf', { name })}
        />
      )}
      <span className="dg-choice-retire">
        <Switch
          checked={item.retired === true}
          onChange={(retired) => set('retired', retired ? true : undefined)}
          aria-label={t('retiredOf', { name })}
        />
        <span className="dg-faint" aria-hidden="true">
          {t('retired')}
        </span>
      </span>
      <Button
        type="text"
        className="dg-choice-remove"
        loading={busy}
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={t('studio:removeField', { name })}
        onClick={onRemove}
      />
      <ProblemLines problems={found} />
    </div>
  );
}
