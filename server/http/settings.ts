import { agreeAlone } from '../operations/settings/agree-alone.ts';
import { getSettings } from '../operations/settings/get-settings.ts';
import { saveSettings } from '../operations/settings/save-settings.ts';
import { answer, get, post, put, type Route } from './route.ts';
import { nothing, object, oneOf, optional } from './shape.ts';

export const settingsRoutes: Route[] = [
  get('/settings', { access: 'person', summary: 'Settings of the tenant' }, async ({ deps, caller }) =>
    answer(await getSettings(deps, caller)),
  ),
  put(
    '/settings',
    {
      access: 'operations',
      summary: 'Change the settings of the tenant, with If-Match',
      proof: true,
      body: object({
        publish: optional(oneOf('alone', 'four-eyes')),
        people: optional(oneOf('alone', 'four-eyes')),
      }),
    },
    async ({ deps, caller, body, ifMatch }) => answer(await saveSettings(deps, caller, body, ifMatch())),
  ),
  post(
    '/settings/agree',
    {
      access: 'people',
      summary: 'Agree, as a second person, that administrators of people act alone, with If-Match',
      proof: true,
      body: nothing,
    },
    async ({ deps, caller, ifMatch }) => answer(await agreeAlone(deps, caller, ifMatch())),
  ),
];
