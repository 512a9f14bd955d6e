import {
  assertNever,
  fail,
  isJsonObject,
  isKey,
  issue,
  type Json,
  type JsonObject,
  ok,
  own,
  type Result,
} from '../../../engine/index.ts';
import type { DashboardCommand, Tile } from './command.ts';
import { type DefinitionRef, type Document, edit, listAt, objectAt, put } from './document.ts';

/** Tiles stand on this many columns. */
const COLUMNS = 12;

export function applyDashboardCommand(document: Document, command: DashboardCommand): Result<Document> {
  const ref: DefinitionRef = { kind: 'dashboard', key: command.dashboard };
  switch (command.type) {
    case 'widget.add':
      return edit(document, ref, (dashboard) => addWidget(dashboard, command.widget, command.json, command.at));
    case 'widget.remove':
      return edit(document, ref, (dashboard) => removeWidget(dashboard, command.widget));
    case 'widget.place':
      return edit(document, ref, (dashboard) =>
        ok(
          put(
            dashboard,
            '/layout',
            command.tiles.map((tile) => within(tile) as Json),
          ),
        ),
      );
    default:
      return assertNever(command);
  }
}

function addWidget(
  dashboard: JsonObject,
  widget: string,
  json: JsonObject,
  at?: Omit<Tile, 'widget'>,
): Result<JsonObject> {
  const widgets = objectAt(dashboard, '/widgets');
  if (!isKey(widget)) return fail(issue('studio/key-name', '', { name: widget }));
  if (own(widgets, widget) !== undefined) return fail(issue('studio/name-taken', '', { name: widget }));
  const layout = listAt(dashboard, '/layout');
  const tile = within({ widget, ...(at ?? { x: 0, y: bottomOf(layout), w: COLUMNS / 2, h: 4 }) });
  return ok(put(put(dashboard, '/widgets', { ...widgets, [widget]: json }), '/layout', [...layout, tile]));
}

function removeWidget(dashboard: JsonObject, widget: string): Result<JsonObject> {
  const { [widget]: gone, ...left } = objectAt(dashboard, '/widgets');
  if (gone === undefined)
    return fail(issue('studio/not-found', '', { what: { en: 'Widget', 'zh-CN': '组件' }, name: widget }));
  const layout = listAt(dashboard, '/layout').filter((tile) => !isJsonObject(tile) || tile.widget !== widget);
  return ok(put(put(dashboard, '/widgets', left), '/layout', layout));
}

function bottomOf(layout: Json[]): number {
  return layout.reduce<number>(
    (bottom, tile) => (isJsonObject(tile) ? Math.max(bottom, Number(tile.y ?? 0) + Number(tile.h ?? 0)) : bottom),
    0,
  );
}

function within(tile: Tile): Tile {
  const w = Math.min(COLUMNS, Math.max(1, Math.round(tile.w)));
  return {
    widget: tile.widget,
    x: Math.min(COLUMNS - w, Math.max(0, Math.round(tile.x))),
    y: Math.max(0, Math.round(tile.y)),
    w,
    h: Math.max(1, Math.round(tile.h)),
  };
}
