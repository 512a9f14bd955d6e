import { DeleteOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { isText } from '../../../engine/index.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DashboardDesigner } from '../dashboard-designer/DashboardDesigner.tsx';
import { type DefinitionRef, type DocumentKind, definition } from '../document/index.ts';
import { FormDesigner } from '../form-designer/FormDesigner.tsx';
import { FormPreview } from '../form-designer/FormPreview.tsx';
import { RightsView } from '../form-designer/RightsView.tsx';
import { ScenarioDesigner } from '../scenario-designer/ScenarioDesigner.tsx';
import { WorkflowDesigner } from '../workflow-designer/WorkflowDesigner.tsx';
import { DefinitionJson } from './DefinitionJson.tsx';
import type { DesignerProps } from './designer-props.ts';
import { RemoveDefinition } from './RemoveDefinition.tsx';
import { useStudio } from './studio-context.ts';

/** The designer of each kind. Those that are opened less often come with their own code. */
const designers: { [K in DocumentKind]: ComponentType<DesignerProps> } = {
  pack: lazy(() =>
    import('../application-designer/ApplicationDesigner.tsx').then((own) => ({ default: own.ApplicationDesigner })),
  ),
  form: FormDesigner,
  workflow: WorkflowDesigner,
  dashboard: DashboardDesigner,
  scenario: ScenarioDesigner,
  options: lazy(() =>
    import('../options-designer/OptionsDesigner.tsx').then((own) => ({ default: own.OptionsDesigner })),
  ),
  roles: lazy(() => import('../roles-designer/RolesDesigner.tsx').then((own) => ({ default: own.RolesDesigner }))),
  dataset: lazy(() =>
    import('../dataset-designer/DatasetDesigner.tsx').then((own) => ({ default: own.DatasetDesigner })),
  ),
  template: lazy(() =>
    import('../template-designer/TemplateDesigner.tsx').then((own) => ({ default: own.TemplateDesigner })),
  ),
  page: lazy(() => import('../page-designer/PageDesigner.tsx').then((own) => ({ default: own.PageDesigner }))),
};

type View = 'design' | 'rights' | 'preview' | 'json';

/** The open definition: drawn, as people will get it, or as JSON. */
export function DefinitionEditor({ definitionRef }: { definitionRef: DefinitionRef }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { document, focus } = useStudio();
  const Designer = designers[definitionRef.kind];
  const [view, setView] = useState<View>('design');
  const [removing, setRemoving] = useState(false);
  // A problem is shown where it can be mended.
  useEffect(() => {
    if (focus === undefined) return;
    if (focus.startsWith('/access') && definitionRef.kind === 'form') setView('rights');
    else setView((was) => (was === 'json' ? was : 'design'));
  }, [focus, definitionRef.kind]);
  const json = definition(document, definitionRef);
  if (!json) return null;
  const views: View[] = definitionRef.kind === 'form' ? ['design', 'rights', 'preview', 'json'] : ['design', 'json'];
  return (
    <div className="dg-definition">
      <div className="dg-spread dg-definition-head">
        <h2>
          {isText(json.title) ? say(json.title) : definitionRef.key}{' '}
          <span className="dg-faint">{t(`kind-${definitionRef.kind}`)}</span>
        </h2>
        <div className="dg-row">
          <Segmented
            value={view}
            options={views.map((value) => ({ value, label: t(value) }))}
            onChange={setView}
            aria-label={t('viewAs')}
          />
          {definitionRef.kind !== 'pack' && (
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('removeDefinition', { name: isText(json.title) ? say(json.title) : definitionRef.key })}
              onClick={() => setRemoving(true)}
            />
          )}
        </div>
      </div>
      {removing && <RemoveDefinition definitionRef={definitionRef} onClose={() => setRemoving(false)} />}
      {view === 'design' && (
        <Suspense fallback={<Loading />}>
          <Designer definitionKey={definitionRef.key} showJson={() => setView('json')} />
        </Suspense>
      )}
      {view === 'rights' && <RightsView form={definitionRef.key} />}
      {view === 'preview' && <FormPreview form={definitionRef.key} />}
      {view === 'json' && <DefinitionJson definitionRef={definitionRef} />}
    </div>
  );
}
