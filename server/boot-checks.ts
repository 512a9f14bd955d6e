import { DEMO_PASSWORD, DEMO_TENANT } from './auth/demo-access.ts';
import { ConfigError } from './config.ts';
import type { Deps } from './deps.ts';

/** How Node itself must run in production: a start is refused with a `ConfigError` otherwise. */
export function checkProductionProcess(): void {
  if (makesCodeOfStrings())
    throw new ConfigError([
      'Node must run with --disallow-code-generation-from-strings --disable-proto=delete (npm start does): no text may become code',
    ]);
}

/** What only the store can tell: a production start over it is refused with a `ConfigError` that says what to repair. */
export async function checkProductionStore(deps: Deps): Promise<void> {
  const problems: string[] = [];
  const people = await deps.store.tenant(DEMO_TENANT).people.find({ filter: { active: true }, limit: 100 });
  for (const person of people) {
    if (!(await deps.passwords.verify(person.passwordHash, DEMO_PASSWORD))) continue;
    problems.push(
      `The store holds demo people (tenant "${DEMO_TENANT}", for instance "${person.name}") whose password everybody knows: start with an empty store, or deactivate them`,
    );
    break;
  }
  if (problems.length > 0) throw new ConfigError(problems);
}

function makesCodeOfStrings(): boolean {
  try {
    Reflect.construct(Function, ['']);
    return true;
  } catch {
    return false;
  }
}
