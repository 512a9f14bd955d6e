import type { Json, JsonObject, JsonPointer, Text } from '../../../engine/index.ts';
import type { DefinitionRef } from './document.ts';

/** Where a field stands in a form's layout: which section, and before which of its fields. */
export type LayoutPlace = { section: number; index: number };
/** A widget's tile on the twelve columns. */
export type Tile = { widget: string; x: number; y: number; w: number; h: number };

export type DefinitionCommand =
  | { type: 'definition.add'; ref: DefinitionRef; json: JsonObject }
  | { type: 'definition.remove'; ref: DefinitionRef }
  | { type: 'definition.replace'; ref: DefinitionRef; json: JsonObject }
  /** Sets the value at a path; undefined takes it away. */
  | { type: 'property.set'; ref: DefinitionRef; path: JsonPointer; value: Json | undefined };

/** Fields are addressed as in rules: `purpose`, or `items.cost` for a column of line-items. */
export type FormCommand =
  | { type: 'field.add'; form: string; field: string; declaration: JsonObject; at?: LayoutPlace }
  | { type: 'field.move'; form: string; field: string; to: LayoutPlace }
  | { type: 'field.remove'; form: string; field: string }
  | { type: 'field.rename'; form: string; field: string; to: string }
  | { type: 'section.add'; form: string; index: number; title: Text }
  | { type: 'section.move'; form: string; from: number; to: number }
  | { type: 'section.remove'; form: string; index: number };

/** States are addressed by the dotted path of the chart: `review` or `review.second`. */
export type WorkflowCommand =
  | { type: 'state.add'; workflow: string; state: string; json: JsonObject }
  | { type: 'state.remove'; workflow: string; state: string }
  | { type: 'state.rename'; workflow: string; state: string; to: string }
  | { type: 'transition.connect'; workflow: string; from: string; event: string; to: string; guard?: JsonObject }
  | { type: 'transition.remove'; workflow: string; from: string; event: string; index: number }
  | { type: 'transition.move'; workflow: string; from: string; event: string; index: number; to: number };

export type DashboardCommand =
  | { type: 'widget.add'; dashboard: string; widget: string; json: JsonObject; at?: Omit<Tile, 'widget'> }
  | { type: 'widget.remove'; dashboard: string; widget: string }
  | { type: 'widget.place'; dashboard: string; tiles: Tile[] };

/** Everything that an analyst can do to a draft. One command is one step of undo. */
export type Command = DefinitionCommand | FormCommand | WorkflowCommand | DashboardCommand;
export type CommandType = Command['type'];
