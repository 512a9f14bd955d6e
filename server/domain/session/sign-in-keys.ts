import type { Deps } from '../../deps.ts';

export type SignInKeys = {
  /** Failures for the name, from everywhere; the keys of each address begin with it. */
  name: string;
  /** Failures for the name from one address: what a colleague does elsewhere does not lock a person out. */
  here: string;
  /** Failures for any name from one address. */
  address: string;
};

/** Under which failures to sign in are counted. A digest stands for the name: people type passwords there. */
export function signInKeys(deps: Pick<Deps, 'secrets'>, tenant: string, name: string, ip = '-'): SignInKeys {
  const [digest = ''] = deps.secrets.digests(`${tenant}\n${name.toLowerCase()}`, 'names of sign-ins');
  const own = `sign-in:${digest}:`;
  return { name: own, here: `${own}${ip}`, address: `sign-in-address:${ip}` };
}
