import type { Welcome } from '../../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../auth/demo-access.ts';
import type { Deps } from '../../deps.ts';

const MOST = 100;

/** Without a session: in a demo, the people to sign in as; otherwise nothing. */
export async function welcome(deps: Deps): Promise<Welcome> {
  if (deps.config.mode !== 'demo') return {};
  const people = await deps.store.tenant(DEMO_TENANT).people.find({
    filter: { active: true, mustChangePassword: false },
    sort: ['id'],
    fields: ['id', 'name', 'title'],
    limit: MOST,
  });
  // Demo people have their names as ids; people added since have passwords of their own.
  const known = people.filter(({ id, name }) => id === name).map(({ name, title }) => ({ name, title }));
  return { demo: { tenant: DEMO_TENANT, password: DEMO_PASSWORD, people: known } };
}
