import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

/** Files of the built designer. What Vite names by content may be kept for ever. */
export function assets(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders(response, path) {
      const byContent = path.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', byContent ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
    },
  });
}

/** The one page of the application, for every address that is no file: with this response's nonce, never cached. */
export function page(folder: string): RequestHandler {
  const template = templateOf(join(folder, 'index.html'));
  return async (request, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || /\.[a-z0-9]+$/i.test(request.path)) return next();
    const html = await template();
    if (html === undefined) return next();
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(html.replaceAll('__CSP_NONCE__', String(response.locals.nonce)));
  };
}

/** Read again when it has been built again. */
function templateOf(path: string): () => Promise<string | undefined> {
  let known: { at: number; html: string } | undefined;
  return async () => {
    try {
      const { mtimeMs } = await stat(path);
      if (known?.at !== mtimeMs) known = { at: mtimeMs, html: await readFile(path, 'utf8') };
      return known.html;
    } catch {
      return undefined;
    }
  };
}
