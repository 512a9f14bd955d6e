import { endedCookie, sessionCookie } from '../auth/cookie.ts';
import { beginSecondFactor } from '../operations/session/begin-second-factor.ts';
import { changePassword } from '../operations/session/change-password.ts';
import { confirmSecondFactor } from '../operations/session/confirm-second-factor.ts';
import { currentSession } from '../operations/session/current-session.ts';
import { endOwnSession } from '../operations/session/end-own-session.ts';
import { endSession } from '../operations/session/end-session.ts';
import { listSessions } from '../operations/session/list-sessions.ts';
import { prove } from '../operations/session/prove.ts';
import { removeSecondFactor } from '../operations/session/remove-second-factor.ts';
import { saveOwnSettings } from '../operations/session/save-own-settings.ts';
import { secondFactorView } from '../operations/session/second-factor-view.ts';
import { signIn } from '../operations/session/sign-in.ts';
import { welcome } from '../operations/session/welcome.ts';
import { answer, del, get, noContent, patch, post, type Route } from './route.ts';
import { object, oneOf, optional, text } from './shape.ts';

const otp = () => text({ min: 1, max: 40 });
const proof = () => object({ password: text({ min: 1, max: 512 }), otp: optional(otp()) });

export const sessionRoutes: Route[] = [
  get('/welcome', { access: 'public', summary: 'What the sign-in page may show' }, async ({ deps }) =>
    answer(await welcome(deps)),
  ),

  post(
    '/session',
    {
      access: 'public',
      summary: 'Sign in',
      body: object({
        tenant: text({ min: 1, max: 48 }),
        name: text({ min: 1, max: 100 }),
        password: text({ min: 1, max: 512 }),
        otp: optional(otp()),
      }),
    },
    async ({ deps, visitor, body, request }) => {
      const agent = request.headers['user-agent'];
      const { session, token } = await signIn(deps, { ...visitor, ...(agent !== undefined && { agent }) }, body);
      return {
        status: 201,
        body: session,
        headers: { 'Set-Cookie': sessionCookie(deps.config, token, deps.config.session.absoluteSeconds) },
      };
    },
  ),

  get('/session', { access: 'person', summary: 'Who is signed in', whileSigningIn: true }, async ({ deps, caller }) =>
    answer(await currentSession(deps, caller)),
  ),

  patch(
    '/session',
    {
      access: 'person',
      summary: 'Change the own settings',
      body: object({ locale: optional(oneOf('en', 'zh-CN')) }),
      whileSigningIn: true,
    },
    async ({ deps, caller, body }) => answer(await saveOwnSettings(deps, caller, body)),
  ),

  del('/session', { access: 'person', summary: 'Sign out', whileSigningIn: true }, async ({ deps, caller }) => {
    await endSession(deps, caller);
    return { status: 204, headers: { 'Set-Cookie': endedCookie(deps.config) } };
  }),

  post(
    '/session/proof',
    { access: 'person', summary: 'Prove again who one is, before a sensitive act', body: proof() },
    async ({ deps, caller, body }) => {
      await prove(deps, caller, body);
      return noContent();
    },
  ),

  get('/session/list', { access: 'person', summary: 'Where one is signed in' }, async ({ deps, caller }) =>
    answer(await listSessions(deps, caller)),
  ),

  del(
    '/session/list/:id',
    { access: 'person', summary: 'End one of the own sessions' },
    async ({ deps, caller, params }) => {
      await endOwnSession(deps, caller, params.id ?? '');
      return noContent();
    },
  ),

  post(
    '/session/password',
    {
      access: 'person',
      summary: 'Change the own password; a new session replaces this one',
      body: object({ current: text({ min: 1, max: 512 }), next: text({ min: 1, max: 512 }) }),
      whileSigningIn: true,
    },
    async ({ deps, caller, body }) => {
      const { token } = await changePassword(deps, caller, body);
      return {
        status: 204,
        headers: { 'Set-Cookie': sessionCookie(deps.config, token, deps.config.session.absoluteSeconds) },
      };
    },
  ),

  get(
    '/session/second-factor',
    { access: 'person', summary: 'Whether the own sign-in has a second step', whileSigningIn: true },
    async ({ deps, caller }) => answer(await secondFactorView(deps, caller)),
  ),

  post(
    '/session/second-factor',
    {
      access: 'person',
      summary: 'Begin to set up a second factor: a secret for an authenticator app',
      body: proof(),
      secret: true,
      whileSigningIn: true,
    },
    async ({ deps, caller, body }) => answer(await beginSecondFactor(deps, caller, body)),
  ),

  post(
    '/session/second-factor/confirm',
    {
      access: 'person',
      summary: 'Confirm it with what the app shows; answers the recovery codes, once',
      body: object({ otp: otp() }),
      secret: true,
      whileSigningIn: true,
    },
    async ({ deps, caller, body }) => answer(await confirmSecondFactor(deps, caller, body)),
  ),

  post(
    '/session/second-factor/remove',
    { access: 'person', summary: 'Switch the second factor off', body: proof() },
    async ({ deps, caller, body }) => {
      await removeSecondFactor(deps, caller, body);
      return noContent();
    },
  ),
];
