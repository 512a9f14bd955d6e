import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreatedRecord, FileValue, JsonObject, RecordView } from '../../../engine/index.ts';
import { bytesOf } from '../../../server/domain/files/bytes-of.ts';
import { agrees, kindOf } from '../../../server/domain/files/file-types.ts';
import { createUploadTurns, type UploadRoom, type UploadTurns } from '../../../server/http/upload-turns.ts';
import { purgeDetached } from '../../../server/operations/files/purge-detached.ts';
import { type Client, problemIn, startServer, type TestServer } from '../../support/server.ts';
import { type PackFolder, packFolder, smallPack } from '../../support/small-pack.ts';
import { describeEachStore } from '../../support/stores.ts';

const PDF = '%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF';
const png = (width = 10, height = 10) => {
  const bytes = Buffer.alloc(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

/** A comment, a table, the size, the data. */
const jpeg = (width = 10, height = 10, frame = 0xc0) => {
  const [w, h] = [width, height].map((n) => [n >> 8, n & 255]);
  const size = [0xff, frame, 0, 11, 8, ...(h ?? []), ...(w ?? []), 1, 1, 0x11, 0];
  const before = [0xff, 0xfe, 0, 4, 0xff, 0xc0, 0xff, 0xff, 0xc4, 0, 3, 0];
  return Buffer.from([0xff, 0xd8, ...before, ...size, 0xff, 0xda, 0, 2, 0, 0xff, 0xd9]);
};

describe('H15: uploads of all people', () => {
  const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
  /** An upload that holds what `come` says has come, until `end`. */
  const begin = (turns: UploadTurns, name: string) => {
    let room: UploadRoom | undefined;
    let end = () => {};
    const over = turns.take(name, (own) => {
      room = own;
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    });
    const one = {
      held: 0,
      come: async (bytes: number) => {
        await room?.hold(bytes);
        one.held += bytes;
      },
      end: async () => {
        end();
        await over;
      },
    };
    return one;
  };

  it('hold no more in memory than is allowed, and small ones do not wait behind a large one', async () => {
    const turns = createUploadTurns(200);
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => begin(turns, name)) as [Slow, Slow, Slow, Slow];
    await tick();
    void a.come(100);
    void b.come(90);
    await tick();
    // One is read to its end beyond the bound, the others wait.
    void c.come(60);
    await tick();
    void d.come(60);
    await tick();
    expect([a.held, b.held, c.held, d.held]).toEqual([100, 90, 60, 0]);
    await a.end();
    await tick();
    expect(d.held).toBe(0);
    await b.end();
    await tick();
    expect(d.held).toBe(60);
    await Promise.all([c.end(), d.end()]);
  });

  it('R33: hold what has come, not what was declared, and of one person no more than half', async () => {
    const turns = createUploadTurns(200);
    const [slow, greedy, other, late] = ['m', 'm', 'n', 'o'].map((name) => begin(turns, name)) as [
      Slow,
      Slow,
      Slow,
      Slow,
    ];
    await tick();
    await slow.come(1);
    await greedy.come(90);
    await other.come(60);
    void greedy.come(20);
    await tick();
    // Beyond the share: read to its end as the one that may be.
    expect(greedy.held).toBe(110);
    void slow.come(20);
    await tick();
    expect(slow.held).toBe(1);
    await late.come(20);
    expect(late.held).toBe(20);
    await greedy.end();
    await tick();
    expect(slow.held).toBe(21);
    await Promise.all([slow.end(), other.end(), late.end()]);
  });
});
type Slow = { held: number; come(bytes: number): Promise<void>; end(): Promise<void> };

describe('what a file is', () => {
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  it.each<[string, string, Uint8Array, boolean]>([
    ['a picture of 48 megapixels', 'a.jpg', jpeg(8064, 6048), true],
    ['a picture of 400 megapixels', 'a.jpg', jpeg(20_000, 20_000), false],
    ['a PDF after a line break', 'a.pdf', Buffer.from(`\r\n${PDF}`), true],
    ['a PDF after other bytes', 'a.pdf', Buffer.from(`MZ${PDF}`), false],
    ['a text in UTF-16', 'a.txt', utf16('客户名单\r\n'), true],
    ['bytes that only begin like UTF-16', 'a.txt', Buffer.from([0xff, 0xfe, 0x01, 0x00]), false],
  ])('bugs 21: %s called %s is judged by its content', (_what, name, bytes, fits) => {
    expect(kindOf(name)?.isOne(bytes)).toBe(fits);
  });
  it.each(['pdf', 'xlsx', 'docx'])('bugs 21: a %s may be declared as by WPS', (extension) => {
    const kind = kindOf(`a.${extension}`);
    expect(kind && agrees(kind, `application/wps-office.${extension}`)).toBe(true);
  });
});

describe('the size of a field', () => {
  it.each([
    ['10MB', 10_485_760],
    ['100KB', 102_400],
    ['1.5 MB', 1_572_864],
    ['5GB', 20_971_520],
    [undefined, 20_971_520],
    ['100MB', 104_857_600],
  ])('%s is %i bytes', (size, bytes) => {
    expect(bytesOf(size)).toBe(bytes);
  });
});

describeEachStore('an uploaded file', (store) => {
  let folder: PackFolder;
  let server: TestServer;
  let maker: Client;
  const upload = (name: string, content: string | Uint8Array, type: string, query = '', client = maker) => {
    const form = new FormData();
    form.append('file', new Blob([content as BlobPart], { type }), name);
    return client.raw<FileValue>('POST', `/api/files${query}`, form);
  };

  beforeAll(async () => {
    const pack = smallPack();
    const form = pack['notes/forms/note.json'] as JsonObject & { access: JsonObject };
    form.access.maker = { create: true, read: 'own', update: 'own', delete: 'own' };
    folder = await packFolder(pack);
    server = await startServer({ store, packs: folder.path });
    maker = await server.signIn('maker', { language: 'zh-CN' });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  it('is given back as it was, to be saved and never shown', async () => {
    const { status, body } = await upload('合同 2026.pdf', PDF, 'application/pdf');
    expect([status, body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: '合同 2026.pdf',
        size: PDF.length,
        type: 'application/pdf',
      },
    ]);
    const reply = await maker.get(`/files/${body.id}`);
    expect(reply.text).toBe(PDF);
    expect(reply.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('合同 2026.pdf')}`,
    );
    expect(reply.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['a page', 'x.html', '<script>alert(1)</script>', 'text/html'],
    ['a drawing with scripts', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['a page that says it is a picture', 'x.png', '<script>', 'image/png'],
    ['a picture that says it is a document', 'x.pdf', png(), 'application/pdf'],
    ['a document under another type', 'x.pdf', PDF, 'text/html'],
    ['a program', 'x.exe', 'MZ', 'application/octet-stream'],
    ['a picture of 2,500 million points', 'x.png', png(50_000, 50_000), 'image/png'],
    ['H15: a photograph of 2,500 million points', 'x.jpg', jpeg(50_000, 50_000), 'image/jpeg'],
    ['H15: a photograph in steps of as many', 'x.jpeg', jpeg(50_000, 50_000, 0xc2), 'image/jpeg'],
    ['H15: a photograph without a height', 'x.jpg', jpeg(10, 0), 'image/jpeg'],
    ['H15: a photograph that says no size', 'x.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 0]), 'image/jpeg'],
    ['H15: the beginning of a photograph', 'x.jpg', jpeg().subarray(0, 20), 'image/jpeg'],
    [
      'a sheet that is any zip',
      'x.xlsx',
      'PK\u0003\u0004nothing',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['a name without an ending', 'x', PDF, 'application/pdf'],
  ])('is not %s', async (_what, name, content, type) => {
    const reply = await upload(name, content, type);
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues).toMatchObject([{ code: 'server/file-type', path: '/file' }]);
  });

  it.each([
    ['a.jpeg', 'image/jpeg'],
    ['a.JPG', 'image/jpeg'],
    ['b.png', 'application/octet-stream'],
  ])('bugs 21: is judged fairly: %s declared as %s', async (name, type) => {
    const content = name.endsWith('png') ? png() : jpeg();
    expect((await upload(name, content, type, '?form=note&field=paper')).status).toBe(201);
  });

  it.each([0xc0, 0xc1, 0xc2])('H15: is a photograph of a size that it says (%i)', async (frame) => {
    expect((await upload('x.jpg', jpeg(4_000, 3_000, frame), 'image/jpeg')).status).toBe(201);
  });

  it('H15: comes with at most one other of the same person at once', async () => {
    const { files } = server.deps;
    const { write } = files;
    let [running, most] = [0, 0];
    files.write = async (id, bytes) => {
      running += 1;
      most = Math.max(most, running);
      await expect.poll(() => most, { timeout: 20_000 }).toBeGreaterThan(1);
      await new Promise((resolve) => setTimeout(resolve, 30));
      running -= 1;
      return write(id, bytes);
    };
    const replies = await Promise.all(Array.from({ length: 6 }, () => upload('x.pdf', PDF, 'application/pdf')));
    files.write = write;
    expect([replies.map(({ status }) => status), most]).toEqual([Array(6).fill(201), 2]);
  });

  const begin = (length: number, client = maker) =>
    request(`${server.url}/api/files`, {
      method: 'POST',
      headers: {
        'Content-Type': 'multipart/form-data; boundary=x',
        'Content-Length': length,
        Cookie: client.cookie,
        'X-CSRF-Token': client.session?.csrf ?? '',
      },
    });

  it('H15: is refused by its length before any of it is read', async () => {
    const sent = begin(30 * 1024 * 1024);
    const status = await new Promise((resolve, reject) => {
      sent.on('response', (response) => resolve(response.statusCode)).on('error', reject);
      sent.flushHeaders();
    });
    sent.destroy();
    expect(status).toBe(413);
  });

  it('H15: keeps nobody waiting when its sender goes away', async () => {
    const halves = [1, 2, 3, 4].map(() => begin(10_000).on('error', () => undefined));
    for (const sent of halves) sent.write('--x\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n');
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const sent of halves) sent.destroy();
    expect((await upload('x.pdf', PDF, 'application/pdf')).status).toBe(201);
  });

  it('R33: four uploads that send nothing more stop nobody, and are ended early', async () => {
    const length = 20 * 1024 * 1024;
    const other = await server.signIn('analyst');
    const quiet = [maker, maker, other, other].map((client) => begin(length, client).on('error', () => undefined));
    const answers = quiet.map(
      (sent) =>
        new Promise<number | undefined>((resolve) => {
          sent.on('response', (response) => resolve(response.statusCode)).on('close', () => resolve(undefined));
        }),
    );
    const began = performance.now();
    for (const sent of quiet) sent.write('--x\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const third = await server.signIn('manager');
    expect((await upload('x.pdf', PDF, 'application/pdf', '', third)).status).toBe(201);
    expect(performance.now() - began).toBeLessThan(7_000);
    expect(await Promise.all(answers)).toEqual([400, 400, 400, 400]);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect((await upload('x.pdf', PDF, 'application/pdf')).status).toBe(201);
  }, 60_000);

  it('H15: is removed once its record is gone or holds it no more, and no draft names it', async () => {
    const files = await Promise.all([1, 2, 3, 4].map(async () => (await upload('x.pdf', PDF, 'application/pdf')).body));
    const [kept, cleared, drafted, free] = files as [FileValue, FileValue, FileValue, FileValue];
    const create = async (subject: string, paper: FileValue[]) =>
      (
        await maker.post<CreatedRecord>(
          '/forms/note/records',
          { data: { subject, paper } },
          { 'Idempotency-Key': crypto.randomUUID() },
        )
      ).body.record;
    const [first, second, third] = [
      await create('kept', [kept, cleared]),
      await create('drafted', [drafted]),
      await create('deleted', [(await upload('y.pdf', PDF, 'application/pdf')).body]),
    ];
    const deleted = (third.data.paper as FileValue[])[0] as FileValue;
    const at = ({ revision }: RecordView) => ({ 'If-Match': `"${revision}"` });
    const there = async (...asked: FileValue[]) => {
      const rows = await server.deps.store
        .tenant('demo')
        .files.find({ filter: { id: { $in: asked.map(({ id }) => id) } } });
      const bytes = await Promise.allSettled(asked.map(({ id }) => server.deps.files.read(id)));
      return [rows.length, bytes.filter(({ status }) => status === 'fulfilled').length];
    };
    const places = new Map<string, string>();
    await purgeDetached(server.deps, places);
    expect(await there(kept, cleared, drafted, deleted, free)).toEqual([5, 5]);

    const draft = `/forms/note/drafts/${second.id}`;
    expect((await maker.put(draft, { data: { paper: [drafted] } }, { 'If-Match': '"0"' })).status).toBe(200);
    for (const [record, paper] of [
      [first, [kept]],
      [second, null],
    ] as const)
      expect((await maker.patch(`/forms/note/records/${record.id}`, { data: { paper } }, at(record))).status).toBe(200);
    expect((await maker.del(`/forms/note/records/${third.id}`, at(third))).status).toBe(204);
    expect(await purgeDetached(server.deps, places)).toBe(2);
    expect(await there(cleared, deleted)).toEqual([0, 0]);
    expect(await there(kept, drafted, free)).toEqual([3, 3]);
    expect((await maker.get(`/files/${kept.id}`)).status).toBe(200);

    expect((await maker.del(draft)).status).toBe(204);
    expect(await purgeDetached(server.deps, places)).toBe(1);
    expect(await there(drafted)).toEqual([0, 0]);
  });

  it('keeps no path and no control characters in its name', async () => {
    const { body } = await upload('../../etc/\u202egnp.evil\u200b.pdf', PDF, 'application/pdf');
    expect(body.name).toBe('gnp.evil.pdf');
  });

  it('keeps to the limits of the field that it is for', async () => {
    const target = '?form=note&field=paper';
    expect((await upload('x.png', png(), 'image/png', target)).status).toBe(201);
    expect((await upload('x.csv', 'a,b', 'text/csv', target)).status).toBe(422);
    expect((await upload('x.csv', 'a,b', 'text/csv')).status).toBe(201);
    const large = await upload('x.pdf', PDF.padEnd(102_401, ' '), 'application/pdf', target);
    expect([large.status, problemIn(large).detail]).toEqual([413, '内容过大：最多 102400 字节']);
    expect((await upload('x.png', png(), 'image/png', '?form=note&field=subject')).status).toBe(404);
    expect((await upload('x.png', png(), 'image/png', '?form=nothing&field=paper')).status).toBe(404);
  });

  it('is the uploader’s alone until a record holds it; then it follows the record', async () => {
    const { body: file } = await upload('x.pdf', PDF, 'application/pdf');
    const [finance, auditor, other] = [
      await server.signIn('finance'),
      await server.signIn('auditor'),
      await server.signIn('maker2'),
    ];
    const statuses = async () =>
      Promise.all(
        [maker, finance, auditor, other].map(async (client) => (await client.get(`/files/${file.id}`)).status),
      );
    expect(await statuses()).toEqual([200, 404, 404, 404]);
    const tenant = server.deps.store.tenant('demo');
    await tenant.records('note').insert({
      id: 'r1',
      form: 'note',
      release: 1,
      pack: 'notes',
      revision: 1,
      status: 'new',
      owner: 'maker',
      unit: 'shanghai',
      data: { subject: 'x', paper: [{ ...file }] },
      search: [],
      title: 'x',
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'maker',
      updatedAt: '2026-01-01T00:00:00.000Z',
      updatedBy: 'maker',
    });
    await tenant.files.update({ id: file.id }, { attachedTo: { form: 'note', record: 'r1' } });
    expect(await statuses()).toEqual([200, 404, 200, 404]);
  });

  it.each([
    ['no part', () => new FormData(), 400],
    [
      'a second part',
      () => {
        const form = new FormData();
        form.append('file', new Blob([PDF]), 'a.pdf');
        form.append('file', new Blob([PDF]), 'b.pdf');
        return form;
      },
      400,
    ],
    ['JSON', () => '{}', 415],
  ])('does not come as %s', async (_what, body, status) => {
    const reply = await maker.raw(
      'POST',
      '/api/files',
      body(),
      typeof body() === 'string' ? { 'Content-Type': 'application/json' } : {},
    );
    expect(reply.status).toBe(status);
  });

  it.each(['..', 'x', '%2e%2e%2fetc', '01a20c8e-bf49-7680-8883-e91fcaa96daf'])('is not found as %s', async (id) => {
    expect((await maker.get(`/files/${id}`)).status).toBe(404);
  });
});
