import type { Result } from '../../../engine/index.ts';
import type { Command, CommandType } from './command.ts';
import { applyDashboardCommand } from './dashboard-commands.ts';
import { applyDefinitionCommand } from './definition-commands.ts';
import type { Document } from './document.ts';
import { applyFormCommand } from './form-commands.ts';
import { applyWorkflowCommand } from './workflow-commands.ts';

/**
 * The draft after a command, with all its consequences (rules that mention a renamed field, transitions into a removed state),
 * or the issues that refuse it. The earlier draft stays as it was: undo is keeping it.
 */
export function apply(document: Document, command: Command): Result<Document> {
  if (isOneOf(command, 'definition.add', 'definition.remove', 'definition.replace', 'property.set')) {
    return applyDefinitionCommand(document, command);
  }
  if (isOneOf(command, 'widget.add', 'widget.remove', 'widget.place')) return applyDashboardCommand(document, command);
  if (
    isOneOf(
      command,
      'state.add',
      'state.remove',
      'state.rename',
      'transition.connect',
      'transition.remove',
      'transition.move',
    )
  ) {
    return applyWorkflowCommand(document, command);
  }
  return applyFormCommand(document, command);
}

function isOneOf<T extends CommandType>(command: Command, ...types: T[]): command is Extract<Command, { type: T }> {
  return (types as CommandType[]).includes(command.type);
}
