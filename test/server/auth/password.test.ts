import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../engine/index.ts';
import { DEMO_PASSWORD } from '../../../server/auth/demo-access.ts';
import { checkPassword } from '../../../server/auth/password-policy.ts';
import { formerWith } from '../../../server/domain/session/former-passwords.ts';
import type { PersonRow } from '../../../server/store/rows.ts';
import { problemIn, startServer, type TestServer } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

const NEW = 'correct horse battery 7';

const OWNER = { name: 'wangmin', title: { en: 'Min Wang', 'zh-CN': '王敏' }, tenant: 'hengtong' };

describe('H20: a new password', () => {
  const codes = async (password: string, more: object = {}) =>
    (await checkPassword(password, { ...OWNER, ...more }, '/next')).map(({ code }) => code);

  it.each([NEW, 'Dougong-demo-1x9', '天地玄黄宇宙洪荒日月盈昃', 'k7#Lq9$Zp2!x'])('may be %s', async (password) => {
    expect(await codes(password)).toEqual([]);
  });
  it.each([
    ['short-one-1', 'server/password-too-short'],
    ['天地玄黄宇宙洪荒日', 'server/password-too-short'],
    ['x7'.repeat(65), 'server/password-too-long'],
    ['my-WangMin-2026-x', 'server/password-has-name'],
    ['aaaaaaaaaaaaaa', 'server/password-common'],
    ['abcabcabcabcabc', 'server/password-common'],
    ['password12345', 'server/password-common'],
    ['woaini5201314', 'server/password-common'],
    ['zhangwei19880808', 'server/password-common'],
    ['Hengtong2026!', 'server/password-common'],
    ['王敏王敏王敏王敏2026', 'server/password-common'],
  ])('may not be %s', async (password, code) => {
    expect(await codes(password)).toEqual([code]);
  });
  it('has at least 14 characters where its owner has a right over the work of others', async () => {
    expect(await codes('k7#Lq9$Zp2!x', { mayAdminister: true })).toEqual(['server/password-too-short']);
    expect(await codes('k7#Lq9$Zp2!xWv', { mayAdminister: true })).toEqual([]);
  });
});

describeEachStore('a password that was issued', (store) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ store, packs: false });
    await server.deps.store.tenant('demo').people.update({ name: 'maker' }, { mustChangePassword: true });
  });
  afterAll(() => server.stop());

  it('opens nothing but its own change', async () => {
    const client = await server.signIn('maker');
    expect(client.session?.mustChangePassword).toBe(true);
    for (const path of ['/home', '/notices', '/units', '/people/names', '/openapi.json', '/events']) {
      const reply = await client.get(path);
      expect([path, reply.status, problemIn(reply).code]).toEqual([path, 403, 'password-change-required']);
    }
    expect((await client.get('/session')).status).toBe(200);
  });

  it.each([
    ['the wrong current one', { current: 'something else', next: NEW }, '/current', 'server/password-wrong'],
    ['the same again', { current: DEMO_PASSWORD, next: DEMO_PASSWORD }, '/next', 'server/password-same'],
    ['a guessable one', { current: DEMO_PASSWORD, next: 'aaaaaaaaaaaaaa' }, '/next', 'server/password-common'],
  ])('is not changed with %s', async (_what, input, path, code) => {
    const client = await server.signIn('maker');
    const reply = await client.post('/session/password', input);
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues).toMatchObject([{ path, code }]);
  });

  it('is changed once; every other session of the person ends', async () => {
    const other = await server.signIn('maker');
    const client = await server.signIn('maker');
    expect((await client.post('/session/password', { current: DEMO_PASSWORD, next: NEW })).status).toBe(204);
    expect((await other.get('/session')).status).toBe(401);
    const session = await client.get<{ mustChangePassword: boolean; csrf: string }>('/session');
    expect(session.body.mustChangePassword).toBe(false);
    expect(session.body.csrf).not.toBe(client.session?.csrf);
    expect((await client.get('/units')).status).toBe(200);
    await expect(server.signIn('maker')).rejects.toThrow('401');
    await server.signIn('maker', { password: NEW });
  });

  it('H20: is none of the last five', async () => {
    const next = 'orchard lamp 71 quay';
    const client = await server.signIn('maker', { password: NEW });
    expect((await client.post('/session/password', { current: NEW, next })).status).toBe(204);
    client.session = (await client.get<Session>('/session')).body;
    for (const former of [NEW, DEMO_PASSWORD]) {
      const refused = await client.post('/session/password', { current: next, next: former });
      expect(problemIn(refused).issues).toMatchObject([{ path: '/next', code: 'server/password-used' }]);
    }
    const person = (await server.deps.store.tenant('demo').people.get('maker')) as PersonRow;
    expect(person.formerPasswords).toHaveLength(2);
    const five = formerWith({ ...person, passwordHash: 'f', formerPasswords: ['e', 'd', 'c', 'b', 'a'] });
    expect(five).toEqual(['f', 'e', 'd', 'c', 'b']);
  });

  it('cannot be guessed with a stolen session', async () => {
    const client = await server.signIn('finance');
    for (let n = 0; n < 5; n++) await client.post('/session/password', { current: `guess-${n}`, next: NEW });
    const reply = await client.post('/session/password', { current: DEMO_PASSWORD, next: NEW });
    expect(reply.status).toBe(429);
  });
});
