import { Segmented } from 'antd';
import { type ComponentType, useEffect, useState } from 'react';
import { type DefinitionKind, isText } from '../../../engine/index.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DashboardDesigner } from '../dashboard-designer/DashboardDesigner.tsx';
import { type DefinitionRef, definition } from '../document/index.ts';
import { FormDesigner } from '../form-designer/FormDesigner.tsx';
import { FormPreview } from '../form-designer/FormPreview.tsx';
import { ScenarioDesigner } from '../scenario-designer/ScenarioDesigner.tsx';
import { WorkflowDesigner } from '../workflow-designer/WorkflowDesigner.tsx';
import { DefinitionJson } from './DefinitionJson.tsx';
import { useStudio } from './studio-context.ts';

export type DesignerProps = { definitionKey: string };

/** Kinds with a designer of their own; the others are edited as JSON with completion. */
const designers: { [K in DefinitionKind]?: ComponentType<DesignerProps> } = {
  form: FormDesigner,
  workflow: WorkflowDesigner,
  dashboard: DashboardDesigner,
  scenario: ScenarioDesigner,
};

type View = 'design' | 'preview' | 'json';

/** The open definition: drawn, as people will get it, or as JSON. */
export function DefinitionEditor({ definitionRef }: { definitionRef: DefinitionRef }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { document, focus } = useStudio();
  const Designer = designers[definitionRef.kind];
  const [view, setView] = useState<View>(Designer ? 'design' : 'json');
  // A problem is shown where it can be mended.
  useEffect(() => {
    if (focus !== undefined) setView((was) => (was === 'preview' ? 'design' : was));
  }, [focus]);
  const json = definition(document, definitionRef);
  if (!json) return null;
  const views: View[] = definitionRef.kind === 'form' ? ['design', 'preview', 'json'] : ['design', 'json'];
  return (
    <div className="dg-definition">
      <div className="dg-spread dg-definition-head">
        <h2>
          {isText(json.title) ? say(json.title) : definitionRef.key}{' '}
          <span className="dg-faint">{t(`kind-${definitionRef.kind}`)}</span>
        </h2>
        {Designer && (
          <Segmented
            value={view}
            options={views.map((value) => ({ value, label: t(value) }))}
            onChange={setView}
            aria-label={t('viewAs')}
          />
        )}
      </div>
      {Designer && view === 'design' && <Designer definitionKey={definitionRef.key} />}
      {view === 'preview' && <FormPreview form={definitionRef.key} />}
      {view === 'json' && <DefinitionJson definitionRef={definitionRef} />}
    </div>
  );
}
