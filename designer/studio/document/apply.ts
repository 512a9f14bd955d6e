import type { Result } from '../../../engine/index.ts';
import type { Command, CommandType } from './command.ts';
import { applyDashboardCommand } from './dashboard-commands.ts';
import { applyDatasetCommand } from './dataset-commands.ts';
import { applyDefinitionCommand } from './definition-commands.ts';
import type { Document } from './document.ts';
import { applyFormCommand } from './form-commands.ts';
import { applyOptionsCommand } from './options-commands.ts';
import { applyPageCommand } from './page-commands.ts';
import { applyRolesCommand } from './roles-commands.ts';
import { applyWorkflowCommand } from './workflow-commands.ts';

/**
 * The draft after a command, with all its consequences (rules that mention a renamed field, transitions into a removed state),
 * or the issues that refuse it. The earlier draft stays as it was: undo is keeping it.
 */
export function apply(document: Document, command: Command): Result<Document> {
  if (concerns(command, 'definition', 'property')) return applyDefinitionCommand(document, command);
  if (concerns(command, 'widget')) return applyDashboardCommand(document, command);
  if (concerns(command, 'state', 'transition')) return applyWorkflowCommand(document, command);
  if (concerns(command, 'option')) return applyOptionsCommand(document, command);
  if (concerns(command, 'role')) return applyRolesCommand(document, command);
  if (concerns(command, 'column')) return applyDatasetCommand(document, command);
  if (concerns(command, 'block')) return applyPageCommand(document, command);
  return applyFormCommand(document, command);
}

type Noun = CommandType extends `${infer N}.${string}` ? N : never;

/** A command's type begins with what it is about. */
function concerns<N extends Noun>(
  command: Command,
  ...nouns: N[]
): command is Extract<Command, { type: `${N}.${string}` }> {
  return nouns.some((noun) => command.type.startsWith(`${noun}.`));
}
