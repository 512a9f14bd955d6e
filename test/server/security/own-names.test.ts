import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { namesThisServer } from '../../../server/auth/host.ts';

const names = (host: string | undefined, localAddress: string, config: { baseUrl: string; host: string }) =>
  namesThisServer(
    { headers: { host }, socket: { localAddress, localPort: 4000 } } as unknown as IncomingMessage,
    config,
  );

describe('H20: the names of a server', () => {
  const proxied = { baseUrl: 'https://dougong.example', host: '10.0.0.5' };

  it.each([
    ['dougong.example', true],
    ['DOUGONG.example:443', true],
    ['10.0.0.5:4000', true],
    ['dougong.example:80', false],
    ['dougong.example:4000', false],
    ['dougong.example.evil.example', false],
    ['10.0.0.5', false],
    ['localhost:4000', false],
    ['evil@10.0.0.5:4000', false],
    ['', false],
    [undefined, false],
  ])('behind a proxy are its base address and where it listens: %s is %s', (host, own) => {
    expect(names(host, '10.0.0.5', proxied)).toBe(own);
  });

  it.each([
    ['127.0.0.1', '127.0.0.1:4000', true],
    ['127.0.0.1', 'localhost:4000', true],
    ['192.168.1.5', '192.168.1.5:4000', true],
    ['::ffff:192.168.1.5', '192.168.1.5:4000', true],
    ['::1', '[::1]:4000', true],
    ['192.168.1.5', 'localhost:4000', false],
    ['192.168.1.5', '192.168.1.6:4000', false],
    ['192.168.1.5', 'evil.example:4000', false],
  ])('of all addresses are those that a connection came in at: at %s, %s is %s', (address, host, own) => {
    expect(names(host, address, { baseUrl: 'http://0.0.0.0:4000', host: '0.0.0.0' })).toBe(own);
  });
});
