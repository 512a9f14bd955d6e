import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * True for a request that names this server as its own: by the address of the installation, by the address that it listens
 * at, or by the one that the connection came in at. A page of another site whose name was made to lead here names that site.
 */
export function namesThisServer(request: IncomingMessage, config: Pick<Config, 'baseUrl' | 'host'>): boolean {
  const given = request.headers.host;
  const { localAddress, localPort } = request.socket;
  if (given === undefined || !/^[\w.:[\]-]+$/.test(given)) return false;
  const base = new URL(config.baseUrl);
  if (hostOf(`${base.protocol}//${given}`) === base.host) return true;
  const here = [config.host, localAddress?.replace(/^::ffff:/i, '') ?? '']
    .filter((name) => name !== '')
    .map((name) => (name.includes(':') ? `[${name}]` : name));
  const names = here.some(isLoopback) ? [...here, ...loopback] : here;
  const asked = hostOf(`http://${given}`);
  return asked !== undefined && names.some((name) => hostOf(`http://${name}:${localPort}`) === asked);
}

const isLoopback = (name: string) => loopback.includes(name) || name.startsWith('127.');

// Names in small letters, without the port that is the usual one.
function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
