import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { isJsonObject, type JsonObject, segmentsOf } from '../../../engine/index.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import { DefinitionHead } from '../definition-parts/DefinitionHead.tsx';
import { OnlyInJson } from '../definition-parts/OnlyInJson.tsx';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { type SortableRow, SortableRows } from '../definition-parts/SortableRows.tsx';
import { useTitles } from '../definition-parts/useTitles.ts';
import { definition, listAt } from '../document/index.ts';
import type { DesignerProps } from '../workspace/designer-props.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { BlockEditor } from './BlockEditor.tsx';

const types = ['dashboard', 'view', 'text'] as const;
type BlockType = (typeof types)[number];

/** A page as a list of blocks, from top to bottom. */
export function PageDesigner({ definitionKey: page, showJson }: DesignerProps) {
  const t = useTexts('designers');
  const { document, dispatch, problems, focus } = useStudio();
  const dashboards = useTitles('dashboard');
  const forms = useTitles('form');
  const ref = { kind: 'page', key: page } as const;
  const json = definition(document, ref) ?? {};
  const blocks = listAt(json, '/blocks');
  const fresh = (type: BlockType): JsonObject => {
    if (type === 'dashboard') return { type, dashboard: dashboards[0]?.value ?? '' };
    if (type === 'view') return { type, form: forms[0]?.value ?? '' };
    return { type, text: { en: 'Text', 'zh-CN': '文字' } };
  };
  const rows = blocks.map((block, index): SortableRow => {
    const type = isJsonObject(block) ? types.find((one) => one === block.type) : undefined;
    const name = type
      ? t('blockNumber', { type: t(`block-${type}`), number: index + 1 })
      : t('row', { number: index + 1 });
    return {
      // Blocks are known by their place.
      id: `place ${index}`,
      index,
      name,
      isShown: focus !== undefined && segmentsOf(focus)[1] === String(index),
      content: (
        <div className="dg-block">
          {isJsonObject(block) && type ? (
            <BlockEditor page={page} index={index} block={block} type={type} name={name} />
          ) : (
            <OnlyInJson what={name} showJson={showJson} />
          )}
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('studio:removeField', { name })}
            onClick={() => dispatch({ type: 'block.remove', page, index })}
          />
          <ProblemLines problems={problemsAt(problems, ref, `/blocks/${index}`)} />
        </div>
      ),
    };
  });
  if (json.blocks !== undefined && !Array.isArray(json.blocks))
    return <OnlyInJson what={t('blocks')} showJson={showJson} />;
  return (
    <div className="dg-kind">
      <DefinitionHead definitionRef={ref} />
      <section className="dg-card dg-card-body" aria-label={t('blocks')}>
        <h3>{t('blocks')}</h3>
        <p className="dg-faint">{t('pageOrder')}</p>
        {rows.length === 0 && <EmptyState title={t('noBlocks')}>{t('noBlocksText')}</EmptyState>}
        <SortableRows
          rows={rows}
          label={t('blocks')}
          className="dg-role-rows"
          onMove={(from, to) => dispatch({ type: 'block.move', page, from, to })}
        />
        <Dropdown
          trigger={['click']}
          menu={{
            items: types.map((type) => ({ key: type, label: t(`block-${type}`) })),
            onClick: ({ key }) => dispatch({ type: 'block.add', page, json: fresh(key as BlockType) }),
          }}
        >
          <Button icon={<PlusOutlined aria-hidden="true" />}>{t('addBlock')}</Button>
        </Dropdown>
      </section>
    </div>
  );
}
