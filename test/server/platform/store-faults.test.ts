// A store that cannot be written: what is said to people, to probes and to whoever starts the server.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issue, locales, messageOf } from '../../../engine/index.ts';
import { readConfig } from '../../../server/config.ts';
import { unavailable } from '../../../server/fault.ts';
import { start } from '../../../server/start.ts';
import { StoreError, type StoreErrorCode } from '../../../server/store/embedded/errors.ts';
import { startServer } from '../../support/server.ts';
import { packFolder, smallPack } from '../../support/small-pack.ts';
import { embeddedDatabase } from '../../support/stores.ts';

const FAULTS: StoreErrorCode[] = [
  'store-damaged',
  'store-failed',
  'store-full',
  'store-locked',
  'store-read-only',
  'store-too-new',
  'store-unreachable',
];

describe('a fault of the data file', () => {
  it.each(FAULTS)('%s is told in one line of each language, without the place of the file', (code) => {
    const fault = unavailable(new StoreError(code, '/the/place'));
    expect(fault).toMatchObject({ code: 'unavailable', retryAfter: 2, about: { code: `server/${code}` } });
    const told = locales.map((locale) => messageOf(fault.about, locale));
    expect(new Set(told).size).toBe(locales.length);
    for (const text of told) expect(text).toMatch(/^[^\n{}/]{10,}$/);
  });
});

const canLimit = spawnSync('prlimit', ['--version'], { stdio: 'ignore' }).status === 0;
/** From now on files of this process may not grow beyond so many bytes. */
const limitFiles = (bytes: string) => execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);

describe('a server whose disk takes no more', () => {
  it.skipIf(!canLimit)('says so, goes on reading, says that it is not ready, and works again when it can', async () => {
    const folder = await packFolder(smallPack());
    const server = await startServer({ store: await embeddedDatabase(), packs: folder.path });
    try {
      const people = await Promise.all([server.signIn('admin'), server.signIn('admin', { language: 'zh-CN' })]);
      const write = (client: (typeof people)[number]) =>
        client.post('/people', {
          name: `new-${randomUUID().slice(0, 8)}`,
          title: { en: 'New', 'zh-CN': '新' },
          unit: 'shanghai',
          roles: ['maker'],
        });
      expect((await server.client().raw('GET', '/readyz')).status).toBe(200);
      limitFiles('4096');
      const refused = await Promise.all(people.map(write));
      expect(refused.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual([
        [503, 'unavailable'],
        [503, 'unavailable'],
      ]);
      expect(refused.map(({ body }) => (body as { title: string }).title)).toEqual(
        (['en', 'zh-CN'] as const).map((locale) => messageOf(issue('server/store-failed', ''), locale)),
      );
      expect(refused.every(({ headers }) => Number(headers.get('Retry-After')) > 0)).toBe(true);
      expect((await people[0]?.get('/people'))?.status).toBe(200);
      await expect.poll(async () => (await server.client().raw('GET', '/readyz')).status, { timeout: 5000 }).toBe(503);
      expect((await server.client().raw('GET', '/healthz')).status).toBe(200);
      limitFiles('unlimited');
      await expect.poll(async () => (await server.client().raw('GET', '/readyz')).status, { timeout: 5000 }).toBe(200);
      expect((await write(people[0] as never)).status).toBeLessThan(300);
    } finally {
      limitFiles('unlimited');
      await server.stop();
      await folder.remove();
    }
  });
});

describe('a start', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'dougong-fault-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('on a damaged data file says so in one line of each language', async () => {
    writeFileSync(
      join(data, 'dougong.db'),
      'this is no data file, but it is long enough to be read as one. '.repeat(50),
    );
    const config = readConfig({ DOUGONG_MODE: 'demo', DOUGONG_DATA: data, LOG_LEVEL: 'silent' }, process.cwd());
    const told = await start(config, () => undefined).then(
      () => 'started',
      (cause: Error) => cause.message,
    );
    expect(told.split('\n')).toEqual([
      expect.stringMatching(/^The store cannot be opened: .*damaged.*backup$/),
      messageOf(issue('server/store-damaged', ''), 'zh-CN'),
    ]);
  });
});
