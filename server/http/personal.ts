import { erasePersonal } from '../operations/personal/erase-personal.ts';
import { exportAccount } from '../operations/personal/export-account.ts';
import { exportPersonal } from '../operations/personal/export-personal.ts';
import { accepted, answer, get, post, type Route } from './route.ts';
import { object, text } from './shape.ts';

export const personalRoutes: Route[] = [
  get(
    '/forms/:form/records/:id/personal',
    { access: 'people', summary: 'Everything about the subject of a record, as the caller may read it', proof: true },
    async ({ deps, caller, params }) => answer(await exportPersonal(deps, caller, which(params))),
  ),

  get(
    '/people/:id/personal',
    { access: 'people', summary: 'What is kept about a person as the holder of an account', heavy: true, proof: true },
    async ({ deps, caller, params }) => answer(await exportAccount(deps, caller, params.id ?? '')),
  ),

  post(
    '/forms/:form/records/:id/erase',
    {
      access: 'people',
      summary: 'Erase the personal data of a record and all copies of it, for a reason',
      body: object({ reason: text({ max: 500 }) }),
      proof: true,
      idempotency: 'required',
    },
    async ({ deps, caller, params, body }) => {
      const done = await erasePersonal(deps, caller, { ...which(params), reason: body.reason });
      return done.awaits ? accepted(done) : answer(done);
    },
  ),
];

function which(params: { [name: string]: string }): { form: string; id: string } {
  return { form: params.form ?? '', id: params.id ?? '' };
}
