// A stand-in for the server, for looking at the designer's pages with made-up answers and the server's page policy. Not part
// of any test: `npx tsx test/designer/harness/serve.ts <port> [built designer]`.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { answer } from './answers.ts';

const port = Number(process.argv[2] ?? 4200);
const built = process.argv[3] ?? 'dist/designer';
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
};

createServer((request, response) => void handle(request, response)).listen(port, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${port}`),
);

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://x');
  if (url.pathname === '/api/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('retry: 2000\n\n');
    return;
  }
  if (url.pathname.startsWith('/api/')) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const json = (request.headers['content-type'] ?? '').includes('json') && text ? (JSON.parse(text) as unknown) : undefined;
    const { status, body, type } = answer(request.method ?? 'GET', url, json, request.headers['accept-language'] ?? 'en');
    response.writeHead(status, { 'Content-Type': type ?? 'application/json' });
    response.end(type ? String(body) : body === undefined ? undefined : JSON.stringify(body));
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`,
  );
  const file = join(built, url.pathname);
  if (extname(url.pathname) && existsSync(file)) {
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
    return;
  }
  response.setHeader('Content-Type', 'text/html');
  response.end(readFileSync(join(built, 'index.html'), 'utf8').replaceAll('__CSP_NONCE__', nonce));
}
