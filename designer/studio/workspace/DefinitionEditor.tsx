import { Segmented } from 'antd';
import { type ComponentType, useState } from 'react';
import { type DefinitionKind, isText } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DashboardDesigner } from '../dashboard-designer/DashboardDesigner.tsx';
import { type DefinitionRef, definition } from '../document/index.ts';
import { FormDesigner } from '../form-designer/FormDesigner.tsx';
import { WorkflowDesigner } from '../workflow-designer/WorkflowDesigner.tsx';
import { DefinitionJson } from './DefinitionJson.tsx';
import { useStudio } from './studio-context.ts';

export type DesignerProps = { definitionKey: string };

/** Kinds with a designer of their own; the others are edited as JSON with completion. */
const designers: { [K in DefinitionKind]?: ComponentType<DesignerProps> } = {
  form: FormDesigner,
  workflow: WorkflowDesigner,
  dashboard: DashboardDesigner,
};

/** The open definition: drawn, or as JSON. */
export function DefinitionEditor({ definitionRef }: { definitionRef: DefinitionRef }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { document } = useStudio();
  const Designer = designers[definitionRef.kind];
  const [asJson, setAsJson] = useState(false);
  const json = definition(document, definitionRef);
  if (!json) return null;
  return (
    <div className="dg-definition">
      <div className="dg-spread dg-definition-head">
        <h2>
          {isText(json.title) ? say(json.title) : definitionRef.key}{' '}
          <span className="dg-faint">{t(`kind-${definitionRef.kind}`)}</span>
        </h2>
        {Designer && (
          <Segmented
            value={asJson ? 'json' : 'design'}
            options={[
              { value: 'design', label: t('design') },
              { value: 'json', label: t('json') },
            ]}
            onChange={(value) => setAsJson(value === 'json')}
            aria-label={t('viewAs')}
          />
        )}
      </div>
      {Designer && !asJson ? (
        <Designer definitionKey={definitionRef.key} />
      ) : (
        <DefinitionJson definitionRef={definitionRef} />
      )}
    </div>
  );
}
