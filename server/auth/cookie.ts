import type { Config } from '../config.ts';

type Secure = Pick<Config, 'secure'>;

/** `__Host-` binds the cookie to this host and to https; a demo over http cannot have that. */
export function cookieName(config: Secure): string {
  return config.secure ? '__Host-sid' : 'sid';
}

export function sessionCookie(config: Secure, token: string, seconds: number): string {
  const parts = [`${cookieName(config)}=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${seconds}`];
  return [...parts, ...(config.secure ? ['Secure'] : [])].join('; ');
}

export function endedCookie(config: Secure): string {
  return sessionCookie(config, '', 0);
}

/** The session token of a `Cookie` header, if it has one of the right form. */
export function tokenIn(header: string | undefined, config: Secure): string | undefined {
  const name = cookieName(config);
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) {
      const value = part.slice(at + 1).trim();
      return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
    }
  }
  return undefined;
}
