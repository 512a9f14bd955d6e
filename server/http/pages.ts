import { pageScreen } from '../operations/pages/page-screen.ts';
import { answer, get, type Route } from './route.ts';

export const pageRoutes: Route[] = [
  get(
    '/pages/:key',
    { access: 'person', summary: 'A page, with the blocks that the caller may see' },
    async ({ deps, caller, params }) => answer(await pageScreen(deps, caller, params.key ?? '')),
  ),
];
