import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { type ComponentType, useId, useState } from 'react';
import './dashboard.css';
import type { JsonObject, Text, WidgetModel } from '../../../engine/index.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { FiguresTable, isCharted } from '../widgets/FiguresTable.tsx';
import { widgets } from '../widgets/registry.ts';
import { isEmptyModel, type WidgetProps } from '../widgets/widget-props.ts';

type Props = {
  title: Text;
  /** Undefined while it is being fetched. */
  model: WidgetModel | undefined;
  own: JsonObject;
  heading?: 'h2' | 'h3';
  onMark?: (mark: JsonObject, label: string) => void;
};

/** A widget in its frame, in every state: waiting, empty, failed, drawn, and as a table of figures. */
export function WidgetTile({ title, model, own, heading: Title = 'h2', onMark }: Props) {
  const t = useTexts('dashboard');
  const say = useLocalise();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const charted = model && isCharted(model) && !isEmptyModel(model);
  return (
    <section className="dg-card dg-tile" aria-labelledby={id} aria-busy={!model}>
      <header>
        <Title id={id}>{say(title)}</Title>
        {charted && (
          <Button
            type="text"
            size="small"
            className="dg-no-print"
            icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
            aria-label={`${asTable ? t('asChart') : t('asTable')}: ${say(title)}`}
            title={asTable ? t('asChart') : t('asTable')}
            onClick={() => setAsTable(!asTable)}
          />
        )}
      </header>
      <div className="dg-tile-body">
        <ErrorBoundary>{content()}</ErrorBoundary>
      </div>
    </section>
  );

  function content() {
    if (!model) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
    if (model.widget === 'failed') {
      return (
        <p className="dg-tile-note dg-tile-failed" role="alert">
          {model.issue.message}
        </p>
      );
    }
    if (isEmptyModel(model)) return <p className="dg-tile-note">{t('nothing')}</p>;
    if (asTable && isCharted(model)) return <FiguresTable model={model} onMark={onMark} />;
    // The registry's type has paired each model with its component; indexing by a union loses that.
    const Drawn = widgets[model.widget] as ComponentType<WidgetProps>;
    return <Drawn model={model} own={own} onMark={onMark} />;
  }
}
