import { isIP } from 'node:net';
import { isAbsolute, join, resolve } from 'node:path';
import { type FailAt, failPoints, parseFailAt } from './fail-points.ts';

/** What the environment says; everything else is settings in the store. */
export type Config = {
  mode: 'demo' | 'production';
  role: 'all' | 'web' | 'worker';
  host: string;
  port: number;
  /** Folder of files, and of the embedded store. */
  data: string;
  /** `mongodb://…` or `sqlite:<path>`. */
  storeUri: string;
  /** Folder with a folder for each pack. */
  packs: string;
  /** The built designer: `index.html` and its assets. */
  designer: string;
  /** As people reach it, without a final slash. */
  baseUrl: string;
  /** True where people reach it by https: cookies are then bound to that. */
  secure: boolean;
  /** Addresses of proxies whose `X-Forwarded-*` are believed. */
  proxies: string[];
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  smtp?: { url: string; from: string };
  /** What secrets in the store are sealed with; absent: a key in the data folder. */
  secretKey?: string;
  /** `proofSeconds`: for so long the last proof of who is there is enough for a sensitive act. */
  session: { idleSeconds: number; absoluteSeconds: number; proofSeconds: number };
  /** Requests that one person may make in a minute; 0 is no limit. */
  requestsPerMinute: number;
  /** Where a crash campaign lets the process die; never in production. */
  failAt?: FailAt;
};

/** A start that is refused: `problems` says what to repair. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** 32 random bytes in base64 without padding. */
const SHORTEST_KEY = 43;

type Env = { [name: string]: string | undefined };

/** Reads the environment; throws a `ConfigError` with everything that is wrong with it. `root` is what relative paths start from. */
export function readConfig(env: Env, root: string): Config {
  const problems: string[] = [];
  const oneOf = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => {
    const value = env[name];
    if (value === undefined || value === '') return otherwise;
    if (allowed.includes(value as T)) return value as T;
    problems.push(`${name} is "${value}"; it can be ${allowed.join(', ')}`);
    return otherwise;
  };
  const whole = (name: string, otherwise: number, max: number): number => {
    const value = env[name];
    if (value === undefined || value === '') return otherwise;
    if (/^\d{1,9}$/.test(value) && Number(value) <= max) return Number(value);
    problems.push(`${name} is "${value}"; it must be a whole number from 0 to ${max}`);
    return otherwise;
  };
  const path = (name: string, otherwise: string) => {
    const value = env[name] || otherwise;
    return isAbsolute(value) ? value : resolve(root, value);
  };

  const mode = oneOf('DOUGONG_MODE', ['demo', 'production'], 'production');
  const port = whole('PORT', 4000, 65_535);
  const host = env.HOST || '127.0.0.1';
  const data = path('DOUGONG_DATA', './data');
  const baseUrl = (env.DOUGONG_BASE_URL || `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(
    /\/+$/,
    '',
  );
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol))
    problems.push(`DOUGONG_BASE_URL is "${baseUrl}"; it must be an http or https address`);
  const proxies = (env.DOUGONG_PROXIES ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  for (const proxy of proxies) {
    if (!isProxyAddress(proxy))
      problems.push(
        `DOUGONG_PROXIES has "${proxy}"; it lists addresses of proxies (10.0.0.5, 10.0.0.0/24, loopback), not all of the world`,
      );
  }
  const config: Config = {
    mode,
    role: oneOf('DOUGONG_ROLE', ['all', 'web', 'worker'], 'all'),
    host,
    port,
    data,
    storeUri: env.MONGODB_URI || `sqlite:${join(data, 'dougong.db')}`,
    packs: path('DOUGONG_PACKS', './definitions'),
    designer: path('DOUGONG_DESIGNER', './dist/designer'),
    baseUrl,
    secure: baseUrl.startsWith('https:'),
    proxies,
    logLevel: oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], mode === 'demo' ? 'warn' : 'info'),
    ...(env.DOUGONG_SECRET_KEY && { secretKey: env.DOUGONG_SECRET_KEY }),
    ...(env.SMTP_URL && { smtp: { url: env.SMTP_URL, from: env.SMTP_FROM || 'dougong@localhost' } }),
    session:
      mode === 'demo'
        ? { idleSeconds: 8 * 3600, absoluteSeconds: 8 * 3600, proofSeconds: 30 * 60 }
        : { idleSeconds: 15 * 60, absoluteSeconds: 8 * 3600, proofSeconds: 5 * 60 },
    requestsPerMinute: whole('DOUGONG_REQUESTS_PER_MINUTE', mode === 'demo' ? 0 : 300, 1_000_000),
  };
  const shortest = (env.DOUGONG_SECRET_KEY ?? '')
    .split(',')
    .sort((a, b) => a.trim().length - b.trim().length)[0]
    ?.trim();
  if (env.DOUGONG_SECRET_KEY && shortest !== undefined && shortest.length < SHORTEST_KEY)
    problems.push(
      `DOUGONG_SECRET_KEY has ${shortest.length} characters; it needs ${SHORTEST_KEY} random ones (openssl rand -base64 32)`,
    );
  if (env.DOUGONG_FAIL_AT) {
    const failAt = parseFailAt(env.DOUGONG_FAIL_AT);
    if (failAt) config.failAt = failAt;
    else
      problems.push(
        `DOUGONG_FAIL_AT is "${env.DOUGONG_FAIL_AT}"; it must be <point>:<pass> with one of ${failPoints.join(', ')}`,
      );
  }
  if (mode === 'production') problems.push(...productionProblems(config, env));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

// A proxy says where requests come from: only named addresses are believed.
function isProxyAddress(text: string): boolean {
  if (text === 'loopback' || text === 'linklocal' || text === 'uniquelocal') return true;
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

const sampleSecrets = /^(password|secret|changeme|change-me|example|sample|test|admin|root|123456|dougong-demo-1)$/i;

function productionProblems(config: Config, env: Env): string[] {
  const problems: string[] = [];
  if (env.DOUGONG_FAIL_AT)
    problems.push('DOUGONG_FAIL_AT makes the server die: it is for crash tests and must not be set in production');
  if (!config.secure) problems.push('DOUGONG_BASE_URL must be an https address in production: sign-in travels over it');
  // TLS ends before this server, so all requests come from there. Taken for one client, its failures would lock everybody out.
  if (config.secure && config.proxies.length === 0) {
    problems.push(
      'DOUGONG_PROXIES must name the addresses of the proxy that ends TLS ("loopback" for one on this machine)',
    );
  }
  for (const name of ['MONGODB_URI', 'SMTP_URL']) {
    const value = env[name];
    if (value && isSampleSecret(value)) problems.push(`${name} carries a sample password; set one of your own`);
  }
  return problems;
}

function isSampleSecret(address: string): boolean {
  const [, password] = /^[a-z+]+:\/\/[^:@/]*:([^@/]*)@/i.exec(address) ?? [];
  return password !== undefined && sampleSecrets.test(decodeURIComponent(password));
}
