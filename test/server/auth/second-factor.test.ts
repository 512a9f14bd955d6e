import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  IssuedPassword,
  Page,
  PersonView,
  SecondFactorSetUp,
  SecondFactorView,
  Session,
} from '../../../engine/index.ts';
import { DEMO_PASSWORD } from '../../../server/auth/demo-access.ts';
import { stepOf } from '../../../server/auth/second-factor.ts';
import { createSecrets } from '../../../server/auth/secrets.ts';
import { signInKeys } from '../../../server/domain/session/sign-in-keys.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

describe('a one-time password', () => {
  // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();

  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i is %s', (seconds, otp) => {
    expect(stepOf(secret, otp, at(seconds))).toBe(Math.floor(seconds / 30));
  });
  it('may be one step early or late, and is taken with spaces', () => {
    expect(stepOf(secret, '287 082', at(59 + 30))).toBe(1);
    expect(stepOf(secret, '287082', at(59 - 30))).toBe(1);
    expect(stepOf(secret, '287082', at(59 + 61))).toBeUndefined();
  });
  it('counts once: neither it nor an earlier one is taken again', () => {
    expect(stepOf(secret, '287082', at(59), 1)).toBeUndefined();
    expect(stepOf(secret, '287082', at(59), 2)).toBeUndefined();
  });
  it.each(['', '28708', '2870820', 'abcdef', '２８７０８２'])('is not "%s"', (otp) => {
    expect(stepOf(secret, otp, at(59))).toBeUndefined();
  });
});

describe('a sealed secret', () => {
  const box = createSecrets({ secretKey: 'k'.repeat(43), data: '/nowhere' });
  it('opens for the same key and owner only', () => {
    const sealed = box.seal('the secret', 'demo:maker');
    expect(sealed).not.toContain('secret');
    expect(box.open(sealed, 'demo:maker')).toBe('the secret');
    expect(box.open(sealed, 'demo:finance')).toBeUndefined();
    expect(createSecrets({ secretKey: 'x'.repeat(43), data: '/nowhere' }).open(sealed, 'demo:maker')).toBeUndefined();
    const flipped = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2);
    expect(box.open(flipped, 'demo:maker')).toBeUndefined();
    expect(box.open('', 'demo:maker')).toBeUndefined();
  });
});

describeEachStore('a second factor', (store) => {
  let server: TestServer;
  let folder: PackFolder;
  let skew = 0;
  const clock = { now: () => new Date(Date.now() + skew).toISOString() };
  const nextStep = () => {
    skew += 30_000;
  };
  const otpOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: Date.now() + skew });
  const signIn = (name: string, otp?: string) =>
    server.client().post<Session>('/session', {
      tenant: 'demo',
      name,
      password: DEMO_PASSWORD,
      ...(otp !== undefined && { otp }),
    });
  const codeOf = (reply: { body: unknown }) => problemIn(reply as never).code;
  const begin = async (client: Client, otp?: string) => {
    const reply = await client.post<SecondFactorSetUp>('/session/second-factor', {
      password: DEMO_PASSWORD,
      ...(otp && { otp }),
    });
    expect(reply.status, reply.text).toBe(200);
    return reply.body;
  };
  const confirm = async (client: Client, secret: string) => {
    const reply = await client.post<{ codes: string[] }>('/session/second-factor/confirm', { otp: otpOf(secret) });
    expect(reply.status, reply.text).toBe(200);
    return reply.body.codes;
  };
  /** A person with a factor; the step of its first use has gone by. */
  const setUp = async (name: string) => {
    const client = await server.signIn(name);
    const { secret } = await begin(client);
    const codes = await confirm(client, secret);
    nextStep();
    return { client, secret, codes };
  };

  beforeAll(async () => {
    const pack = smallPack();
    const roles = pack['notes/roles/notes-roles.json'] as { roles: { [role: string]: object } };
    roles.roles.auditor = { ...roles.roles.auditor, mfa: 'required' };
    folder = await packFolder(pack);
    server = await startServer({ store, clock, packs: folder.path });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });
  beforeEach(async () => {
    const { people } = server.deps.store.tenant('demo');
    for (const { id } of await people.find({ sort: ['id'], fields: ['id'] })) {
      await people.update({ id }, { active: true }, ['secondFactor', 'pendingFactor']);
      await server.deps.store.limits.clear(`otp:demo:${id}`);
      await server.deps.store.limits.clearUnder(signInKeys(server.deps, 'demo', id).name);
    }
  });

  it('is asked for from the moment it is confirmed, and the password alone gives no session', async () => {
    const client = await server.signIn('maker');
    const other = await server.signIn('maker');
    const { secret, address } = await begin(client);
    expect(address).toMatch(/^otpauth:\/\/totp\/Dougong:maker%20%40%20demo\?/);
    expect((await signIn('maker')).status).toBe(201);
    const codes = await confirm(client, secret);
    expect(new Set(codes).size).toBe(10);
    expect((await client.get('/session')).status).toBe(200);
    expect((await other.get('/session')).status).toBe(401);
    const refused = await signIn('maker');
    expect([refused.status, codeOf(refused)]).toEqual([401, 'second-factor-needed']);
    expect(refused.headers.getSetCookie()).toEqual([]);
    nextStep();
    expect((await signIn('maker', otpOf(secret))).status).toBe(201);
    const view = await client.get<SecondFactorView>('/session/second-factor');
    expect(view.body).toMatchObject({ on: true, required: false, recoveryCodesLeft: 10 });
  });

  it('takes each one-time password once, also of two that come at the same moment', async () => {
    const { secret } = await setUp('maker');
    const otp = otpOf(secret);
    const both = await Promise.all([signIn('maker', otp), signIn('maker', otp)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    const again = await signIn('maker', otp);
    expect([again.status, codeOf(again)]).toEqual([401, 'second-factor-wrong']);
  });

  it('is not asked for before the password is right, and wrong guesses at it make one wait', async () => {
    const { secret } = await setUp('maker');
    const wrongPassword = await server.client().post('/session', { tenant: 'demo', name: 'maker', password: 'wrong' });
    expect(codeOf(wrongPassword)).toBe('sign-in-failed');
    for (let n = 0; n < 4; n++) expect(codeOf(await signIn('maker', '000000'))).toBe('second-factor-wrong');
    expect((await signIn('maker', otpOf(secret))).status).toBe(429);
  });

  it('can be replaced at a sign-in by a recovery code, each once', async () => {
    const { client, codes } = await setUp('maker');
    const [code = '', another = ''] = codes;
    expect((await signIn('maker', code.toUpperCase().replaceAll('-', ' '))).status).toBe(201);
    expect((await signIn('maker', code)).status).toBe(401);
    expect((await signIn('maker', another)).status).toBe(201);
    const view = await client.get<SecondFactorView>('/session/second-factor');
    expect(view.body.recoveryCodesLeft).toBe(8);
    const rows = await server.deps.store
      .tenant('demo')
      .audit.find({ filter: { action: 'recovery-code-used' }, sort: ['seq'] });
    expect(rows.at(-1)).toMatchObject({ actor: 'maker', params: { left: 8 } });
  });

  it('takes a recovery code once, also of three changes of the factor that come at the same moment', async () => {
    const { client, codes } = await setUp('maker');
    const body = { password: DEMO_PASSWORD, otp: codes[0] };
    const all = await Promise.all([1, 2, 3].map(() => client.post('/session/second-factor', body)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await client.get<SecondFactorView>('/session/second-factor')).body.recoveryCodesLeft).toBe(9);
  });

  it('does not come back by a change that was under way while an administrator removed it', async () => {
    const { client, codes } = await setUp('maker');
    const { people } = server.deps.store.tenant('demo');
    const { passwords } = server.deps;
    const { verify } = passwords;
    passwords.verify = async (hash, password) => {
      const proved = await verify(hash, password);
      passwords.verify = verify;
      await people.update({ id: 'maker' }, {}, ['secondFactor']);
      return proved;
    };
    const reply = await client.post('/session/second-factor', { password: DEMO_PASSWORD, otp: codes[0] });
    passwords.verify = verify;
    expect(reply.status).toBe(422);
    expect((await people.get('maker'))?.secondFactor).toBeUndefined();
  });

  it('is set up, replaced and switched off only by who knows the password and has the present one', async () => {
    const { client, secret } = await setUp('maker');
    const issuesOf = (reply: { body: unknown }) => problemIn(reply as never).issues;
    const without = await client.post('/session/second-factor', { password: DEMO_PASSWORD });
    expect(issuesOf(without)).toMatchObject([{ code: 'server/otp-wrong', path: '/otp' }]);
    const guessed = await client.post('/session/second-factor/remove', { password: 'guess', otp: otpOf(secret) });
    expect(issuesOf(guessed)).toMatchObject([{ code: 'server/password-wrong', path: '/password' }]);
    const fresh = await begin(client, otpOf(secret));
    nextStep();
    // Until the new one is confirmed the old one holds.
    expect((await signIn('maker', otpOf(secret))).status).toBe(201);
    nextStep();
    await confirm(client, fresh.secret);
    nextStep();
    expect((await signIn('maker', otpOf(secret))).status).toBe(401);
    expect((await signIn('maker', otpOf(fresh.secret))).status).toBe(201);
    nextStep();
    const off = await client.post('/session/second-factor/remove', {
      password: DEMO_PASSWORD,
      otp: otpOf(fresh.secret),
    });
    expect(off.status, off.text).toBe(204);
    expect((await signIn('maker')).status).toBe(201);
  });

  it('must be confirmed in time, with what the app shows', async () => {
    const client = await server.signIn('maker');
    const { secret } = await begin(client);
    const wrong = await client.post('/session/second-factor/confirm', { otp: '000000' });
    expect(problemIn(wrong).issues).toMatchObject([{ code: 'server/otp-wrong', path: '/otp' }]);
    skew += 16 * 60_000;
    const late = await client.post('/session/second-factor/confirm', { otp: otpOf(secret) });
    expect(problemIn(late).issues).toMatchObject([{ code: 'server/second-factor-begin-again' }]);
  });

  it('that a role asks for is the only thing to reach until it is set up, and stays on', async () => {
    const client = await server.signIn('auditor');
    expect(client.session?.mustSetUpSecondFactor).toBe(true);
    for (const path of ['/home', '/audit', '/forms/note/records', '/events']) {
      const reply = await client.get(path);
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 403, 'second-factor-required']);
    }
    const { secret } = await begin(client);
    await confirm(client, secret);
    expect((await client.get('/home')).status).toBe(200);
    expect((await client.get<Session>('/session')).body.mustSetUpSecondFactor).toBe(false);
    nextStep();
    const off = await client.post('/session/second-factor/remove', { password: DEMO_PASSWORD, otp: otpOf(secret) });
    expect(problemIn(off).issues).toMatchObject([{ code: 'server/second-factor-kept' }]);
  });

  it('that is lost is removed by an administrator: sessions end and it is written down', async () => {
    const { client } = await setUp('maker');
    const admin = await server.signIn('admin');
    const people = await admin.get<Page<PersonView>>('/people?size=200');
    expect(people.body.items.find(({ id }) => id === 'maker')?.secondFactor).toBe(true);
    const finance = await server.signIn('finance');
    expect((await finance.del('/people/maker/second-factor')).status).toBe(403);
    const reply = await admin.del<PersonView>('/people/maker/second-factor');
    expect([reply.status, reply.body.secondFactor]).toEqual([200, false]);
    expect((await client.get('/session')).status).toBe(401);
    expect((await signIn('maker')).status).toBe(201);
    const [row] = await server.deps.store
      .tenant('demo')
      .audit.find({ sort: ['-seq'], limit: 2, filter: { action: 'second-factor-reset' } });
    expect(row).toMatchObject({ actor: 'admin', params: { person: 'maker' } });
  });

  it('is no administrator’s own to remove: another one does it, whom also the last one can add', async () => {
    const { client: admin } = await setUp('admin');
    const own = await admin.del('/people/admin/second-factor');
    expect([own.status, problemIn(own).issues]).toMatchObject([422, [{ code: 'server/own-second-factor', path: '' }]]);
    expect((await admin.get<SecondFactorView>('/session/second-factor')).body.on).toBe(true);

    const added = await admin.post<IssuedPassword>('/people', {
      name: 'admin2',
      title: 'A second administrator',
      unit: 'group',
      roles: ['admin'],
    });
    expect(added.status, added.text).toBe(201);
    const [current, next] = [added.body.password, 'another good one 1'];
    const first = await server.signIn('admin2', { password: current });
    expect((await first.post('/session/password', { current, next })).status).toBe(204);
    const other = await server.signIn('admin2', { password: next });
    expect((await other.del('/people/admin/second-factor')).status).toBe(200);
    expect((await signIn('admin')).status).toBe(201);
  });

  it('is stored so that the store alone gives it to nobody, and no answer holds it', async () => {
    const { client, secret, codes } = await setUp('maker');
    const stored = JSON.stringify(await server.deps.store.tenant('demo').people.get('maker'));
    const admin = await server.signIn('admin');
    const texts = [stored, (await client.get('/session')).text, (await admin.get('/people?size=200')).text];
    for (const text of texts) for (const hidden of [secret, ...codes]) expect(text).not.toContain(hidden);
    expect(texts.slice(1).join()).not.toMatch(/v1\.|recovery"|pendingFactor/);
  });
});
