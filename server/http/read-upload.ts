// One file out of a multipart body, into memory: as it comes, and no more of it than there is room for.
import type { Request, Response } from 'express';
import multer from 'multer';
import { issue, LARGEST_FILE } from '../../engine/index.ts';
import { badRequest, Fault, tooLarge, unsupportedMedia } from '../fault.ts';
import type { Upload } from '../operations/files/store-file.ts';
import type { UploadRoom } from './upload-turns.ts';

/** The parts' heads and ends, beside the file itself. */
const AROUND = 64 * 1024;
/** Milliseconds without a byte after which an upload is ended. */
const SILENT_MS = 8_000;

/** Refuses by its length what is too large, before any of it is read. */
export function expectNotTooLarge(request: Request): void {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE + AROUND) throw tooLarge(LARGEST_FILE);
}

const limits = { fileSize: LARGEST_FILE, files: 1, fields: 0, parts: 1, headerPairs: 20, fieldNameSize: 50 };

// Twice what has come: its parts, and the whole that is made of them.
function memoryIn(room: UploadRoom, watch: SilenceWatch): multer.StorageEngine {
  return {
    _handleFile(_request, file, done) {
      const read = async () => {
        const parts: Buffer[] = [];
        for await (const part of file.stream as AsyncIterable<Buffer>) {
          await watch.without(() => room.hold(2 * part.length));
          parts.push(part);
        }
        return Buffer.concat(parts);
      };
      read().then(
        (buffer) => done(null, { buffer, size: buffer.length }),
        (cause: unknown) => done(cause),
      );
    },
    _removeFile: (_request, _file, done) => done(null),
  };
}

/** Reads the one file of the body. Throws `bad-request` where the sender goes away or falls silent. */
export async function readUpload(request: Request, room: UploadRoom, silentMs = SILENT_MS): Promise<Upload> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw unsupportedMedia('multipart/form-data', type || '-');
  const response = request.res as Response;
  const watch = watchSilence(request, silentMs);
  try {
    await Promise.race([watch.silent, received(request, response, memoryIn(room, watch))]);
  } catch (cause) {
    // What is still on its way is never read: the connection ends with the answer.
    if (!request.complete) response.setHeader('Connection', 'close');
    throw cause;
  } finally {
    watch.end();
  }
  const { file } = request;
  if (!file) throw unreadable('file', '/file');
  return { name: file.originalname, declared: file.mimetype, bytes: file.buffer };
}

function received(request: Request, response: Response, storage: multer.StorageEngine): Promise<void> {
  const receive = multer({ storage, defParamCharset: 'utf8', limits } as multer.Options).single('file');
  return new Promise((resolve, reject) => {
    // The client may be gone, or go, before all has come.
    const gone = () => {
      if (!request.complete) reject(unreadable('end', '/file'));
    };
    if (request.destroyed) return gone();
    request.once('close', gone);
    receive(request, response, (cause: unknown) => {
      if (cause instanceof multer.MulterError && cause.code === 'LIMIT_FILE_SIZE') reject(tooLarge(LARGEST_FILE));
      else if (cause instanceof Fault) reject(cause);
      else if (cause) reject(unreadable(cause instanceof multer.MulterError ? cause.code : 'multipart', ''));
      else resolve();
    });
  });
}

type SilenceWatch = {
  /** Rejects once nothing has come for a time. */
  silent: Promise<never>;
  /** Runs while the server itself does not read: nothing can come then. */
  without(work: () => Promise<void>): Promise<void>;
  end(): void;
};

function watchSilence(request: Request, silentMs: number): SilenceWatch {
  let timer: NodeJS.Timeout;
  let fail: (cause: Fault) => void = () => undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  // It is raced for only while the body is read.
  silent.catch(() => undefined);
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => fail(unreadable('silent', '/file')), silentMs);
  };
  request.on('data', start);
  start();
  return {
    silent,
    async without(work) {
      clearTimeout(timer);
      await work();
      start();
    },
    end() {
      clearTimeout(timer);
      request.removeListener('data', start);
    },
  };
}

function unreadable(reason: string, at: string): Fault {
  return badRequest([issue('server/bad-request', at, { reason })]);
}
