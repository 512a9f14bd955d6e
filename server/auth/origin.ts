import type { IncomingHttpHeaders } from 'node:http';

/**
 * True for a request that this application's own pages sent, or one that no browser sent. Browsers say where a request
 * comes from (`Sec-Fetch-Site`, `Origin`), and pages cannot forge that. `Host` has been found to be ours (`host.ts`).
 */
export function isOwnRequest(headers: IncomingHttpHeaders, baseUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  if (origin === undefined || site !== undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(baseUrl).origin || new URL(origin).host === headers.host;
}
