import { getHome } from '../operations/home/get-home.ts';
import { answer, get, type Route } from './route.ts';

export const homeRoutes: Route[] = [
  get(
    '/home',
    { access: 'person', summary: 'Navigation, quick actions, badges and what was used last' },
    async ({ deps, caller }) => answer(await getHome(deps, caller)),
  ),
];
