import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../server/config.ts';

const problems = (env: { [name: string]: string }): string[] => {
  try {
    readConfig(env, '/srv/dougong');
    return [];
  } catch (cause) {
    if (cause instanceof ConfigError) return cause.problems;
    throw cause;
  }
};
const production = {
  DOUGONG_MODE: 'production',
  DOUGONG_BASE_URL: 'https://dougong.example',
  DOUGONG_PROXIES: 'loopback',
};

describe('the configuration', () => {
  it('of a demo needs nothing and is bound to this machine', () => {
    const config = readConfig({ DOUGONG_MODE: 'demo' }, '/srv/dougong');
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      role: 'all',
      data: '/srv/dougong/data',
      storeUri: 'sqlite:/srv/dougong/data/dougong.db',
      packs: '/srv/dougong/definitions',
      baseUrl: 'http://127.0.0.1:4000',
      secure: false,
      proxies: [],
    });
  });

  it('is for production unless it says otherwise', () => {
    expect(problems({})).toEqual([expect.stringContaining('DOUGONG_BASE_URL must be an https address')]);
    expect(readConfig(production, '/srv').session).toEqual({
      idleSeconds: 900,
      absoluteSeconds: 28_800,
      proofSeconds: 300,
    });
  });

  it('tells everything that is wrong with it at once', () => {
    expect(
      problems({
        DOUGONG_MODE: 'demo',
        PORT: '70000',
        DOUGONG_ROLE: 'boss',
        LOG_LEVEL: 'loud',
        DOUGONG_BASE_URL: 'ftp://x',
      }),
    ).toEqual([
      'PORT is "70000"; it must be a whole number from 0 to 65535',
      'DOUGONG_BASE_URL is "ftp://x"; it must be an http or https address',
      'DOUGONG_ROLE is "boss"; it can be all, web, worker',
      'LOG_LEVEL is "loud"; it can be debug, info, warn, error, silent',
    ]);
  });

  it.each([
    ['without TLS', { ...production, DOUGONG_BASE_URL: 'http://dougong.example' }, /https/],
    [
      'with a key that can be guessed',
      { ...production, DOUGONG_SECRET_KEY: 'short' },
      /DOUGONG_SECRET_KEY has 5 characters/,
    ],
    [
      'open to the network without a declared proxy',
      { ...production, DOUGONG_PROXIES: '', HOST: '0.0.0.0' },
      /PROXIES/,
    ],
    ['H4 behind a proxy on the same machine that is not declared', { ...production, DOUGONG_PROXIES: '' }, /loopback/],
    [
      'with a sample password for the store',
      { ...production, MONGODB_URI: 'mongodb://app:changeme@db.example/x' },
      /MONGODB_URI/,
    ],
    ['with a fail point', { ...production, DOUGONG_FAIL_AT: 'start/after-commit:1' }, /DOUGONG_FAIL_AT/],
    ['with a sample password for mail', { ...production, SMTP_URL: 'smtps://app:password@mail.example' }, /SMTP_URL/],
  ])('for production is refused %s', (_what, env, expected) => {
    expect(problems(env)).toEqual([expect.stringMatching(expected)]);
  });

  it('of a crash campaign names a place and a pass', () => {
    const campaign = (at: string) => ({ DOUGONG_MODE: 'demo', DOUGONG_FAIL_AT: at });
    expect(readConfig(campaign('outbox/claimed:3'), '/srv').failAt).toEqual({ point: 'outbox/claimed', pass: 3 });
    expect(readConfig({ DOUGONG_MODE: 'demo' }, '/srv')).not.toHaveProperty('failAt');
    for (const wrong of ['outbox/claimed', 'outbox/claimed:0', 'nowhere:1'])
      expect(problems(campaign(wrong))).toEqual([expect.stringContaining('DOUGONG_FAIL_AT is')]);
  });

  it.each(['true', '*', '0.0.0.0/0', '::/0', '10.0.0.1/33', 'proxy.example', '10.0.0'])(
    'believes no proxy that is declared as "%s"',
    (proxy) => {
      expect(problems({ DOUGONG_MODE: 'demo', DOUGONG_PROXIES: `10.0.0.1,${proxy}` })).toEqual([
        expect.stringContaining(`"${proxy}"`),
      ]);
    },
  );

  it('for production may be behind a declared proxy', () => {
    expect(
      readConfig({ ...production, HOST: '0.0.0.0', DOUGONG_PROXIES: '10.0.0.1, 10.0.0.2' }, '/srv').proxies,
    ).toEqual(['10.0.0.1', '10.0.0.2']);
  });
});
