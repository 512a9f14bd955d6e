import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { type DefinitionKind, definitionKinds, isText } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { packRef, parseRef } from '../document/index.ts';
import { NewDefinition } from './NewDefinition.tsx';
import { useStudio } from './studio-context.ts';

/** The pack's definitions by kind, with a mark where something is wrong. */
export function DefinitionTree() {
  const t = useTexts('studio');
  const say = useLocalise();
  const { document, problems, selected, open } = useStudio();
  const [adding, setAdding] = useState<DefinitionKind>();
  const wrong = new Set(
    problems.filter((found) => found.severity === 'error').map(({ kind, key }) => `${kind}/${key}`),
  );
  const refs = Object.keys(document.definitions).map(parseRef);
  return (
    <nav aria-label={t('definitions')}>
      <div className="dg-tree-kind">
        <button
          type="button"
          className="dg-tree-item"
          aria-current={selected?.kind === 'pack' ? 'page' : undefined}
          onClick={() => open(packRef)}
        >
          {t('kind-pack')}
          {problems.some(({ kind, severity }) => kind === 'pack' && severity === 'error') && (
            <span className="dg-tree-wrong">
              <span className="dg-visually-hidden">{t('hasProblems')}</span>
            </span>
          )}
        </button>
      </div>
      {definitionKinds.map((kind) => {
        const here = refs.filter((ref) => ref.kind === kind).sort((a, b) => a.key.localeCompare(b.key));
        if (here.length === 0) return null;
        return (
          <div key={kind} className="dg-tree-kind">
            <h2>{t(`kind-${kind}`)}</h2>
            <ul className="dg-plain">
              {here.map((ref) => {
                const title = document.definitions[`${ref.kind}/${ref.key}`]?.title;
                const isOpen = selected?.kind === ref.kind && selected.key === ref.key;
                return (
                  <li key={ref.key}>
                    <button
                      type="button"
                      className="dg-tree-item"
                      aria-current={isOpen ? 'page' : undefined}
                      onClick={() => open(ref)}
                    >
                      {isText(title) ? say(title) : ref.key}
                      {wrong.has(`${ref.kind}/${ref.key}`) && (
                        <span className="dg-tree-wrong">
                          <span className="dg-visually-hidden">{t('hasProblems')}</span>
                        </span>
                      )}
                    </button>
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
      <Dropdown
        menu={{
          items: definitionKinds.map((kind) => ({ key: kind, label: t(`kind-${kind}`) })),
          onClick: ({ key }) => setAdding(key as DefinitionKind),
        }}
        trigger={['click']}
      >
        <Button icon={<PlusOutlined aria-hidden="true" />} block>
          {t('newDefinition')}
        </Button>
      </Dropdown>
      {adding && <NewDefinition kind={adding} onClose={() => setAdding(undefined)} />}
    </nav>
  );
}
