import { useEffect, useRef } from 'react';
import GridLayout, { type Layout, useContainerWidth } from 'react-grid-layout';
import 'react-grid-layout/css/styles.css';
import { isJsonObject, type Json, type JsonObject, type WidgetModel } from '../../../engine/index.ts';
import { planOf } from '../../render/dashboard/dashboard-view.ts';
import { WidgetTile } from '../../render/dashboard/WidgetTile.tsx';
import { styleNonce } from '../../ui/style-nonce.ts';
import { useLocalise } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { listAt, type Tile } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';

type Props = {
  dashboard: string;
  json: JsonObject;
  models: { readonly [widget: string]: WidgetModel };
  selected: string | undefined;
  onSelect(widget: string): void;
  editable: boolean;
};

const ROW = 72;

// The grid writes a style sheet while something is dragged, and looks for its nonce where webpack would put one.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });

/** The tiles where they stand. Dragging and resizing is one command when the pointer is let go. */
export function TileGrid({ dashboard, json, models, selected, onSelect, editable }: Props) {
  const t = useTexts('studio');
  const say = useLocalise();
  const { dispatch } = useStudio();
  const { width, containerRef, mounted } = useContainerWidth();
  const chosen = useRef<HTMLDivElement>(null);
  // A widget that has just been added stands at the end, where nobody is looking.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is brought into view when another one is chosen, and when it is first drawn
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [selected, mounted]);
  const plan = planOf(json);
  const tiles = tilesOf(listAt(json, '/layout')).filter((tile) => plan.widgets[tile.widget]);
  const place = (layout: Layout) => {
    const next: Tile[] = layout.map(({ i, x, y, w, h }) => ({ widget: i, x, y, w, h }));
    const unchanged = next.every((tile) =>
      tiles.some(
        (old) =>
          old.widget === tile.widget && old.x === tile.x && old.y === tile.y && old.w === tile.w && old.h === tile.h,
      ),
    );
    if (!unchanged) dispatch({ type: 'widget.place', dashboard, tiles: next });
  };
  if (tiles.length === 0) return <p className="dg-canvas-empty">{t('noWidgets')}</p>;
  const drawn = tiles.map(({ widget }) => {
    const declared = plan.widgets[widget];
    return (
      <div
        key={widget}
        ref={widget === selected ? chosen : undefined}
        className={`dg-edit-tile dg-edit-${declared?.type}${widget === selected ? ' dg-selected' : ''}`}
      >
        <button
          type="button"
          className="dg-tile-handle"
          aria-pressed={widget === selected}
          aria-label={t('selectWidget', { name: (declared && say(declared.title)) || widget })}
          onClick={() => onSelect(widget)}
        />
        {declared && <WidgetTile title={declared.title} model={models[widget]} own={declared.own} />}
      </div>
    );
  });
  if (!editable) return <div className="dg-tile-list">{drawn}</div>;
  return (
    <div ref={containerRef} className="dg-tile-grid">
      {mounted && (
        <GridLayout
          width={width}
          layout={tiles.map(({ widget, ...at }) => ({ i: widget, ...at }))}
          gridConfig={{
            cols: 12,
            rowHeight: ROW,
            margin: [12, 12],
            containerPadding: [0, 0],
            maxRows: Number.POSITIVE_INFINITY,
          }}
          dragConfig={{ enabled: true, bounded: false, handle: '.dg-tile-handle', threshold: 4 }}
          onDragStop={(layout) => place(layout)}
          onResizeStop={(layout) => place(layout)}
        >
          {drawn}
        </GridLayout>
      )}
    </div>
  );
}

export function tilesOf(layout: Json[]): Tile[] {
  return layout.flatMap((tile) =>
    isJsonObject(tile) && typeof tile.widget === 'string'
      ? [
          {
            widget: tile.widget,
            x: Number(tile.x ?? 0),
            y: Number(tile.y ?? 0),
            w: Number(tile.w ?? 6),
            h: Number(tile.h ?? 4),
          },
        ]
      : [],
  );
}
