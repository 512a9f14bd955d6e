import { getDraft } from '../operations/drafts/get-draft.ts';
import { removeDraft } from '../operations/drafts/remove-draft.ts';
import { saveDraft } from '../operations/drafts/save-draft.ts';
import { answer, del, get, noContent, put, type Route } from './route.ts';
import { data, object } from './shape.ts';

const path = '/forms/:form/drafts/:scope';

export const draftRoutes: Route[] = [
  get(path, { access: 'person', summary: 'What one has typed so far' }, async ({ deps, caller, params }) =>
    answer(await getDraft(deps, caller, params.form ?? '', params.scope ?? '')),
  ),

  put(
    path,
    {
      access: 'person',
      summary: 'Keep what one has typed so far; If-Match: its revision, 0 for a new one',
      body: object({ data: data() }),
    },
    async ({ deps, caller, params, body, ifMatch }) => {
      const { form = '', scope = '' } = params;
      return answer(await saveDraft(deps, caller, { form, scope, data: body.data, revision: ifMatch() }));
    },
  ),

  del(path, { access: 'person', summary: 'Forget what one has typed' }, async ({ deps, caller, params }) => {
    await removeDraft(deps, caller, params.form ?? '', params.scope ?? '');
    return noContent();
  }),
];
