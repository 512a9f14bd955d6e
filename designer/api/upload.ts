import type { FileValue } from '../../engine/index.ts';
import { newKey } from './keys.ts';
import { clientProblem, readProblem } from './problem.ts';
import { addressOf, commonHeaders } from './request.ts';

/**
 * Sends one file; `onProgress` hears the share sent (0 to 1). XMLHttpRequest, because fetch tells nothing about the way up.
 * Throws ProblemError.
 */
export function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  options: { signal?: AbortSignal; query?: { [name: string]: string } } = {},
): Promise<FileValue> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', addressOf('/files', options.query));
    const headers = { ...commonHeaders('POST'), 'Idempotency-Key': newKey() };
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value);
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onerror = () => reject(clientProblem('client/offline'));
    call.onabort = () => reject(clientProblem('client/aborted'));
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) {
        try {
          resolve(JSON.parse(call.responseText) as FileValue);
        } catch {
          reject(clientProblem('client/unreadable', call.status));
        }
        return;
      }
      const retryAfter = call.getResponseHeader('Retry-After');
      const refusal = new Response(call.responseText, {
        status: call.status,
        statusText: call.statusText,
        headers: retryAfter ? { 'Retry-After': retryAfter } : {},
      });
      readProblem(refusal).then(reject, reject);
    };
    options.signal?.addEventListener('abort', () => call.abort(), { once: true });
    const body = new FormData();
    body.append('file', file, file.name);
    call.send(body);
  });
}

/** Where a stored file is read. */
export function fileAddress(id: string): string {
  return addressOf(`/files/${encodeURIComponent(id)}`);
}
