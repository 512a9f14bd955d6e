export { apply } from './apply.ts';
export type { Command, CommandType, LayoutPlace, Tile } from './command.ts';
export {
  type DefinitionRef,
  type Document,
  definition,
  documentOf,
  listAt,
  objectAt,
  parseRef,
  refOf,
} from './document.ts';
export { changedSince, execute, type History, historyOf, nextRedo, nextUndo, redo, undo } from './history.ts';
export { statePointer } from './workflow-commands.ts';
