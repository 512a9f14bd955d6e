export { apply } from './apply.ts';
export type { Command, CommandType, LayoutPlace, Tile } from './command.ts';
export {
  type DefinitionRef,
  type Document,
  type DocumentKind,
  definition,
  documentOf,
  listAt,
  objectAt,
  packRef,
  parseRef,
  refOf,
  withDefinition,
} from './document.ts';
export { changedSince, execute, type History, historyOf, redo, undo } from './history.ts';
export type { Mention } from './mention.ts';
export { type ChoosingField, fieldsChoosingFrom, mentionsOfOption } from './option-mentions.ts';
export { isOptionKey, mostOptions } from './options-commands.ts';
export { mentionsOfRole, type RoleMention } from './role-mentions.ts';
export { mentionsOfTemplate } from './template-mentions.ts';
export { statePointer } from './workflow-commands.ts';
