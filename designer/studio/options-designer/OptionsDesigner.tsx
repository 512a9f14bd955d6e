import { PlusOutlined, SnippetsOutlined } from '@ant-design/icons';
import { Button, Input, Pagination, Switch } from 'antd';
import { useEffect, useState } from 'react';
import { isJsonObject, isText, type Json, segmentsOf } from '../../../engine/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DefinitionHead } from '../definition-parts/DefinitionHead.tsx';
import { MentionList } from '../definition-parts/MentionList.tsx';
import { OnlyInJson } from '../definition-parts/OnlyInJson.tsx';
import { type SortableRow, SortableRows } from '../definition-parts/SortableRows.tsx';
import { definition, fieldsChoosingFrom, listAt } from '../document/index.ts';
import type { DesignerProps } from '../workspace/designer-props.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { ConfirmUse } from './ConfirmUse.tsx';
import { levelsOf } from './levels.ts';
import { OptionRow } from './OptionRow.tsx';
import { PastePanel } from './PastePanel.tsx';
import { useOptionActions } from './useOptionActions.ts';

/** So many rows at once; thousands of inputs would be slow. */
const ROWS = 50;

/** A list of choices as a table: values, names in both languages, levels, and what is retired. */
export function OptionsDesigner({ definitionKey: options, showJson }: DesignerProps) {
  const t = useTexts('designers');
  const say = useLocalise();
  const { document, dispatch, focus } = useStudio();
  const ref = { kind: 'options', key: options } as const;
  const json = definition(document, ref) ?? {};
  const items = listAt(json, '/items');
  const [wantsLevels, setWantsLevels] = useState(false);
  const [pasting, setPasting] = useState(false);
  const [sought, setSought] = useState('');
  const [page, setPage] = useState(1);
  const actions = useOptionActions(options);
  const hasLevels = items.some((item) => isJsonObject(item) && item.parent !== undefined);
  const inLevels = hasLevels || wantsLevels;
  const nameOf = (item: Json | undefined) =>
    isJsonObject(item) ? (isText(item.title) && say(item.title)) || String(item.key ?? '') : '';

  const levels = inLevels
    ? {
        tree: levelsOf(items),
        choices: items.flatMap((item) =>
          isJsonObject(item) && typeof item.key === 'string' ? [{ value: item.key, label: nameOf(item) }] : [],
        ),
      }
    : undefined;
  const found = items
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => sought === '' || matches(item, sought));
  const last = Math.max(1, Math.ceil(found.length / ROWS));
  const shown = found.slice((Math.min(page, last) - 1) * ROWS, Math.min(page, last) * ROWS);

  const [focused, place] = focus === undefined ? [] : segmentsOf(focus);
  const shownIndex = focused === 'items' && place !== undefined ? Number(place) : undefined;
  useEffect(() => {
    if (shownIndex === undefined) return;
    setSought('');
    setPage(Math.floor(shownIndex / ROWS) + 1);
  }, [shownIndex]);

  const add = () => {
    const names = new Set(items.map((item) => isJsonObject(item) && item.key));
    let number = items.length + 1;
    while (names.has(`option-${number}`)) number++;
    const title = { en: `Choice ${number}`, 'zh-CN': `选项 ${number}` };
    setSought('');
    if (dispatch({ type: 'option.take', options, items: [{ key: `option-${number}`, title }] }))
      setPage(Math.ceil((items.length + 1) / ROWS));
  };

  const count = (key: Json | undefined) => items.filter((item) => isJsonObject(item) && item.key === key).length;
  const rows = shown.map(({ item, index }): SortableRow => {
    const name = nameOf(item) || t('row', { number: index + 1 });
    // A value that is missing or doubled while it is typed does not tell rows apart.
    const id = isJsonObject(item) && count(item.key) === 1 ? `key ${item.key}` : `place ${index}`;
    return {
      id,
      index,
      name,
      isShown: index === shownIndex,
      content: isJsonObject(item) ? (
        <OptionRow
          options={options}
          index={index}
          item={item}
          name={name}
          levels={levels}
          busy={actions.busy === index}
          onRename={(to) => actions.rename(index, to)}
          onRemove={() => actions.remove(index)}
        />
      ) : (
        <OnlyInJson what={name} showJson={showJson} />
      ),
    };
  });
  const uses = fieldsChoosingFrom(document, options).map(({ form, path }) => ({
    ref: { kind: 'form', key: form } as const,
    path,
  }));

  // What is no list cannot be drawn as one, and must not be taken for an empty one.
  if (json.items !== undefined && !Array.isArray(json.items))
    return <OnlyInJson what={t('choices')} showJson={showJson} />;
  return (
    <div className="dg-kind">
      <DefinitionHead definitionRef={ref} />
      <section className="dg-card dg-card-body" aria-label={t('choices')}>
        <div className="dg-spread dg-kind-bar">
          <h3>{t('choiceCount', { count: items.length })}</h3>
          <div className="dg-row">
            {items.length > 8 && (
              <Input
                className="dg-kind-search"
                value={sought}
                allowClear
                placeholder={t('search')}
                aria-label={t('search')}
                onChange={(event) => setSought(event.target.value)}
              />
            )}
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch is inside */}
            <label className="dg-kind-switch">
              <Switch
                size="small"
                checked={inLevels}
                disabled={hasLevels}
                onChange={setWantsLevels}
                aria-label={t('inLevels')}
              />
              {t('inLevels')}
            </label>
            <Button icon={<SnippetsOutlined aria-hidden="true" />} onClick={() => setPasting(true)}>
              {t('pasteChoices')}
            </Button>
          </div>
        </div>
        {items.length === 0 && <EmptyState title={t('noChoices')}>{t('noChoicesText')}</EmptyState>}
        {items.length > 0 && found.length === 0 && <p className="dg-soft">{t('nothingFound')}</p>}
        {rows.length > 0 && (
          <div className={inLevels ? 'dg-choices dg-choices-levels' : 'dg-choices'}>
            <div className="dg-choices-head" aria-hidden="true">
              <span>{t('choiceValue')}</span>
              <span>{t('choiceName')}</span>
              {inLevels && <span>{t('choiceAbove')}</span>}
              <span>{t('retired')}</span>
            </div>
            <SortableRows
              rows={rows}
              label={t('choices')}
              onMove={(from, to) => dispatch({ type: 'option.move', options, from, to })}
            />
          </div>
        )}
        {last > 1 && (
          <Pagination
            size="small"
            current={Math.min(page, last)}
            pageSize={ROWS}
            total={found.length}
            showSizeChanger={false}
            onChange={setPage}
          />
        )}
        <Button icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
          {t('addChoice')}
        </Button>
        <p className="dg-faint">{t('retiredHelp')}</p>
      </section>
      <section className="dg-card dg-card-body" aria-label={t('usedIn')}>
        <h3>{t('usedIn')}</h3>
        {uses.length === 0 ? <p className="dg-faint">{t('usedNowhere')}</p> : <MentionList mentions={uses} />}
      </section>
      {pasting && <PastePanel options={options} items={items} onClose={() => setPasting(false)} />}
      {actions.asked && <ConfirmUse asked={actions.asked} items={items} nameOf={nameOf} actions={actions} />}
    </div>
  );
}

function matches(item: Json, sought: string): boolean {
  return JSON.stringify(item).toLowerCase().includes(sought.trim().toLowerCase());
}
