import type { Request, Response } from 'express';
import multer from 'multer';
import { issue, LARGEST_FILE } from '../../engine/index.ts';
import { badRequest, tooLarge, unsupportedMedia } from '../fault.ts';
import { readFile } from '../operations/files/read-file.ts';
import { storeFile, type Upload } from '../operations/files/store-file.ts';
import { releaseIn } from './records.ts';
import { created, get, post, type Route } from './route.ts';

export const fileRoutes: Route[] = [
  post(
    '/files',
    {
      access: 'person',
      summary: 'Upload one file (multipart, part "file")',
      raw: true,
      query: {
        form: 'Form it is meant for',
        field: 'Its attachment field',
        release: 'Under which the form is filled in',
      },
    },
    async ({ deps, caller, query, request }) => {
      const target =
        query.form && query.field ? { form: query.form, field: query.field, release: releaseIn(query) } : undefined;
      return created(await storeFile(deps, caller, await readUpload(request), target));
    },
  ),

  get(
    '/files/:id',
    { access: 'person', summary: 'Download a file of a record that one may read' },
    async ({ deps, caller, params }) => {
      const { file, bytes } = await readFile(deps, caller, params.id ?? '');
      return { send: (response) => download(response, file, bytes) };
    },
  ),
];

// Always saved, never shown in place: an uploaded file must not run as a page of ours.
function download(response: Response, file: { name: string; type: string }, bytes: Uint8Array): void {
  response.setHeader('Content-Type', file.type);
  response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  response.setHeader('Cache-Control', 'private, no-store');
  response.end(bytes);
}

/** The parts' heads and ends, beside the file itself. */
const AROUND = 64 * 1024;

/** Bytes that an upload holds in memory while it is read: its parts, and the whole that is made of them. */
export function mostHeldOf(request: Request): number {
  const declared = request.headers['content-length'];
  const bytes = declared === undefined ? LARGEST_FILE : Number(declared);
  if (bytes > LARGEST_FILE + AROUND) throw tooLarge(LARGEST_FILE);
  return 2 * bytes;
}

const receive = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: LARGEST_FILE, files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 50 },
} as multer.Options).single('file');

function readUpload(request: Request): Promise<Upload> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type))
    return Promise.reject(unsupportedMedia('multipart/form-data', type || '-'));
  return new Promise((resolve, reject) => {
    // The client may be gone, or go, before all has come.
    const gone = () => {
      if (!request.complete) reject(badRequest([issue('server/bad-request', '/file', { reason: 'end' })]));
    };
    if (request.destroyed) return gone();
    request.once('close', gone);
    receive(request, request.res as Response, (cause: unknown) => {
      const { file } = request;
      if (cause instanceof multer.MulterError && cause.code === 'LIMIT_FILE_SIZE') reject(tooLarge(LARGEST_FILE));
      else if (cause)
        reject(
          badRequest([
            issue('server/bad-request', '', { reason: cause instanceof multer.MulterError ? cause.code : 'multipart' }),
          ]),
        );
      else if (!file) reject(badRequest([issue('server/bad-request', '/file', { reason: 'file' })]));
      else resolve({ name: file.originalname, declared: file.mimetype, bytes: file.buffer });
    });
  });
}
