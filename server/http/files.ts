import type { Response } from 'express';
import { readFile } from '../operations/files/read-file.ts';
import { storeFile } from '../operations/files/store-file.ts';
import { readUpload } from './read-upload.ts';
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
    async ({ deps, caller, query, request, room }) => {
      const target =
        query.form && query.field ? { form: query.form, field: query.field, release: releaseIn(query) } : undefined;
      return created(await storeFile(deps, caller, await readUpload(request, room), target));
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
