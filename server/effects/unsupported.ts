import { type EffectType, issue, type Pack, type PackProblem } from '../../engine/index.ts';
import type { EffectHandler } from './scope.ts';

/** Effects of the vocabulary that this server does not carry out. A pack that uses one is refused when it is published. */
const unsupported = new Set<string>(['apply-change', 'call', 'start-case', 'emit']);

/** The actions of a pack's workflows that nothing here would carry out. */
export function unsupportedEffects(pack: Pack): PackProblem[] {
  return Object.values(pack.workflows).flatMap((workflow) =>
    workflow.actions
      .filter(({ template }) => unsupported.has(template.type))
      .map(({ template, pointer }) => ({
        kind: 'workflow' as const,
        key: workflow.key,
        issue: issue('case/unsupported-effect', pointer, { type: template.type }),
      })),
  );
}

/** Only a release from elsewhere can still bring one here: the case goes on, and an administrator is told. */
export function notSupported<T extends EffectType>(type: T): EffectHandler<T> {
  return async ({ deps, tx, subject: { row } }) => {
    await tx.incidents.insert({
      id: deps.ids.next(),
      at: deps.clock.now(),
      code: 'case/unsupported-effect',
      params: { type },
      case: row.id,
      attempts: 0,
      status: 'open',
    });
  };
}
