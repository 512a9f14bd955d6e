import { DeleteOutlined } from '@ant-design/icons';
import { Button, Select, Switch } from 'antd';
import { isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { LocalisedInput } from '../property-editors/LocalisedInput.tsx';
import { NameInput } from '../property-editors/NameInput.tsx';
import { useStudio } from '../workspace/studio-context.ts';

type Props = {
  options: string;
  index: number;
  item: JsonObject;
  items: Json[];
  name: string;
  levels: boolean;
  busy: boolean;
  nameOf(item: Json | undefined): string;
  onRename(to: string): void;
  onRemove(): void;
};

/** One choice in its row. */
export function OptionRow({ options, index, item, items, name, levels, busy, nameOf, onRename, onRemove }: Props) {
  const t = useTexts('designers');
  const { dispatch, problems } = useStudio();
  const ref = { kind: 'options', key: options } as const;
  const set = (part: string, value: Json | undefined) =>
    dispatch({ type: 'property.set', ref, path: `/items/${index}/${part}`, value });
  const found = problemsAt(problems, ref, `/items/${index}`);
  const below = levels ? belowOf(items, item.key) : new Set<Json | undefined>();
  return (
    <div className={item.retired === true ? 'dg-choice dg-choice-retired' : 'dg-choice'}>
      <NameInput
        name={typeof item.key === 'string' ? item.key : ''}
        onRename={onRename}
        label={t('valueOf', { name })}
        wrong={found.some(({ path }) => path.endsWith('/key'))}
      />
      <LocalisedInput value={item.title} onChange={(value) => set('title', value)} label={t('nameOf', { name })} />
      {levels && (
        <Select
          value={typeof item.parent === 'string' ? item.parent : ''}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: t('topLevel') },
            ...items.flatMap((other) =>
              isJsonObject(other) && typeof other.key === 'string' && !below.has(other.key)
                ? [{ value: other.key, label: nameOf(other) }]
                : [],
            ),
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

/** A value and all that stands below it: none of them can stand above it. */
function belowOf(items: Json[], key: Json | undefined): Set<Json | undefined> {
  const below = new Set<Json | undefined>([key]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const item of items) {
      if (!isJsonObject(item) || item.parent === undefined || !below.has(item.parent) || below.has(item.key)) continue;
      below.add(item.key);
      grown = true;
    }
  }
  return below;
}
