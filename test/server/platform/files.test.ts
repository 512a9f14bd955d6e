import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileValue } from '../../../engine/index.ts';
import { bytesOf } from '../../../server/operations/files/store-file.ts';
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
    folder = await packFolder(smallPack());
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
    const content = name.endsWith('png') ? png() : new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
    expect((await upload(name, content, type, '?form=note&field=paper')).status).toBe(201);
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
