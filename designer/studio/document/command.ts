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

/** Items are addressed by their place: a key may be missing or doubled while it is typed. */
export type OptionsCommand =
  /** Items that are new are put in at the place (at the end where none is said); of known ones the title and place in the tree follow. */
  | { type: 'option.take'; options: string; items: JsonObject[]; index?: number }
  /** What stood below it in the tree stands below its parent then. */
  | { type: 'option.remove'; options: string; index: number }
  | { type: 'option.move'; options: string; from: number; to: number }
  /** Rules, defaults, scenarios and widgets of the draft that name the value follow; stored records do not. */
  | { type: 'option.rename'; options: string; index: number; to: string };

export type RolesCommand =
  | { type: 'role.add'; roles: string; role: string; json: JsonObject }
  | { type: 'role.remove'; roles: string; role: string }
  | { type: 'role.move'; roles: string; role: string; to: number }
  /** Rights, steps, rules, dashboards and scenarios of the draft that name the role follow; people who have it do not. */
  | { type: 'role.rename'; roles: string; role: string; to: string };

/** Fields of a dataset are addressed by their names. */
export type DatasetCommand =
  | { type: 'column.add'; dataset: string; column: string; json: JsonObject }
  | { type: 'column.remove'; dataset: string; column: string }
  | { type: 'column.move'; dataset: string; column: string; to: number }
  /** The dataset's filter and the widgets that show the column follow. */
  | { type: 'column.rename'; dataset: string; column: string; to: string };

export type PageCommand =
  | { type: 'block.add'; page: string; json: JsonObject }
  | { type: 'block.remove'; page: string; index: number }
  | { type: 'block.move'; page: string; from: number; to: number };

/** Everything that an analyst can do to a draft. One command is one step of undo. */
export type Command =
  | DefinitionCommand
  | FormCommand
  | WorkflowCommand
  | DashboardCommand
  | OptionsCommand
  | RolesCommand
  | DatasetCommand
  | PageCommand;
export type CommandType = Command['type'];
