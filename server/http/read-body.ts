import type { Request } from 'express';
import { issue, type Json, type JsonLimits, parseStrictJson } from '../../engine/index.ts';
import { badRequest, Fault, tooLarge, unsupportedMedia } from '../fault.ts';

/** Reads a JSON body and nothing else: `application/json`, UTF-8, uncompressed, within the limits. */
export async function readJson(request: Request, limits: JsonLimits): Promise<Json> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type))
    throw unsupportedMedia('application/json', type || '-');
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw unsupportedMedia('application/json', encoding);
  const bytes = await readBytes(request, limits.bytes);
  const parsed = parseStrictJson(decode(bytes), limits);
  if (parsed.ok) return parsed.value;
  const [first] = parsed.issues;
  if (first?.code === 'json/too-large') throw tooLarge(limits.bytes);
  throw new Fault(
    tooMuch.has(first?.code ?? '') ? 'too-large' : 'bad-request',
    first ?? issue('json/syntax', '', { reason: '' }),
    { issues: parsed.issues },
  );
}

const tooMuch = new Set<string>(['json/too-deep', 'json/too-many-keys']);

function readBytes(request: Request, max: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > max) {
      reject(refuse(request, max));
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > max) reject(refuse(request, max));
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('aborted', () => reject(badRequest([issue('server/bad-request', '', { reason: 'aborted' })])));
    request.once('error', reject);
  });
}

// What is still on its way is taken off the line unread, so that the client sees the answer instead of a broken pipe.
function refuse(request: Request, max: number): Fault {
  request.removeAllListeners('data');
  request.resume();
  return tooLarge(max);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw badRequest([issue('json/syntax', '', { reason: 'UTF-8' })]);
  }
}
