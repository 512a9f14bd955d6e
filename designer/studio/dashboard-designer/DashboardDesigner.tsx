import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useEffect, useState } from 'react';
import { hashOf, isJsonObject, type JsonObject, segmentsOf, widgetTypes } from '../../../engine/index.ts';
import { draftDashboardQuery } from '../../api/studio.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { definition, objectAt } from '../document/index.ts';
import { SidePanel } from '../workspace/SidePanel.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { DashboardPanel } from './DashboardPanel.tsx';
import { freshWidget } from './fresh-widget.ts';
import { TileGrid } from './TileGrid.tsx';
import { WidgetPanel } from './WidgetPanel.tsx';

/** A dashboard with the analyst's own data: tiles are dragged and resized in place, what is selected is edited beside it. */
export function DashboardDesigner({ definitionKey: dashboard }: { definitionKey: string }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const phone = usePhone();
  const { document, partial, dispatch, pack, saveState, focus } = useStudio();
  const [selected, setSelected] = useState<string>();
  const [about, setAbout] = useState(false);
  const json = definition(document, { kind: 'dashboard', key: dashboard }) ?? {};
  const widgets = objectAt(json, '/widgets');

  useEffect(() => {
    const [map, widget] = focus === undefined ? [] : segmentsOf(focus);
    if (map === 'widgets' && widget !== undefined) setSelected(widget);
  }, [focus]);

  // The server answers for what is saved, so figures are asked for anew when a save has ended.
  const saved = saveState.status === 'saved';
  const version = saved ? hashOf([json, datasetsOf(document.definitions)]) : 'saving';
  const models = useQuery({
    ...draftDashboardQuery(pack, dashboard, version, {}),
    enabled: saved && partial.dashboards[dashboard] !== undefined,
  });

  const add = (type: string) => {
    const chosen = widgetTypes.find((one) => one.type === type);
    const dataset = Object.values(partial.datasets)[0];
    if (!chosen || !dataset) return;
    const { key, json: widget } = freshWidget(chosen, dataset, Object.keys(widgets), objectAt(json, '/filters'));
    if (dispatch({ type: 'widget.add', dashboard, widget: key, json: widget })) setSelected(key);
  };
  const chosen = selected !== undefined && isJsonObject(widgets[selected]) ? selected : undefined;

  const close = () => {
    setSelected(undefined);
    setAbout(false);
  };

  return (
    <div className="dg-dashboard-designer">
      <div>
        <div className="dg-row">
          <Dropdown
            trigger={['click']}
            menu={{
              items: widgetTypes.map((type) => ({ key: type.type, label: say(type.title) })),
              onClick: ({ key }) => add(key),
            }}
          >
            <Button icon={<PlusOutlined aria-hidden="true" />} disabled={Object.keys(partial.datasets).length === 0}>
              {t('addWidget')}
            </Button>
          </Dropdown>
          {(phone || chosen) && (
            <Button
              onClick={() => {
                setSelected(undefined);
                setAbout(true);
              }}
            >
              {t('aboutDashboard')}
            </Button>
          )}
          {Object.keys(partial.datasets).length === 0 && <span className="dg-soft">{t('noDataset')}</span>}
        </div>
        <ProblemAlert error={models.error} onRetry={() => void models.refetch()} />
        <TileGrid
          dashboard={dashboard}
          json={json}
          models={models.data?.widgets ?? {}}
          selected={chosen}
          onSelect={setSelected}
          editable={!phone}
        />
      </div>
      <SidePanel open={chosen !== undefined || about} onClose={close}>
        {chosen ? (
          <WidgetPanel key={chosen} dashboard={dashboard} json={json} widget={chosen} onRemoved={close} />
        ) : (
          <DashboardPanel dashboard={dashboard} json={json} />
        )}
      </SidePanel>
    </div>
  );
}

function datasetsOf(definitions: { readonly [ref: string]: JsonObject }): JsonObject {
  return Object.fromEntries(Object.entries(definitions).filter(([ref]) => ref.startsWith('dataset/')));
}
