import type { Welcome } from '../../../engine/index.ts';
import { DEMO_PASSWORD, DEMO_TENANT } from '../../auth/demo-access.ts';
import type { Deps } from '../../deps.ts';

/** For anybody: in a demo, whom one may sign in as; otherwise nothing. */
export async function welcome(deps: Deps): Promise<Welcome> {
  if (deps.config.mode !== 'demo') return {};
  const people = await deps.store
    .tenant(DEMO_TENANT)
    .people.find({ filter: { active: true }, sort: ['id'], fields: ['name', 'title'], limit: 50 });
  return {
    demo: { tenant: DEMO_TENANT, password: DEMO_PASSWORD, people: people.map(({ name, title }) => ({ name, title })) },
  };
}
