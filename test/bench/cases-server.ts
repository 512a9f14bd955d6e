// The server of the case bench, in a process of its own: `cases-server <store> <packs> [file for a CPU profile]`. Prints its
// address and that of a bare HTTP server beside it. Each line of input names what is measured from then on; at the end it
// tells how much processor time each took.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Session } from 'node:inspector/promises';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { startServer } from '../support/server.ts';
import { embeddedDatabase, mongoDatabase } from '../support/stores.ts';

const [kind = 'embedded', packs = '', profile] = process.argv.slice(2);
const database = kind === 'mongodb' ? await mongoDatabase() : await embeddedDatabase();
const server = await startServer({ store: database, packs, config: { requestsPerMinute: 0 } });
const bare = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(JSON.parse(Buffer.concat(chunks).toString())));
  });
});
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
console.log(`ready ${server.url} http://127.0.0.1:${(bare.address() as AddressInfo).port}`);

const used: { [what: string]: number } = {};
let what = '';
let since = process.cpuUsage();
function turnTo(next: string): void {
  const { user, system } = process.cpuUsage(since);
  used[what] = (used[what] ?? 0) + (user + system) / 1000;
  what = next;
  since = process.cpuUsage();
}

const inspector = new Session();
if (profile !== undefined) {
  inspector.connect();
  await inspector.post('Profiler.enable');
}
for await (const line of createInterface({ input: process.stdin })) {
  if (profile !== undefined && used.cases === undefined && line === 'cases') await inspector.post('Profiler.start');
  turnTo(line);
}
if (profile !== undefined) writeFileSync(profile, JSON.stringify((await inspector.post('Profiler.stop')).profile));
console.log(`used ${JSON.stringify({ ...used, rss: Math.round(process.memoryUsage().rss / 1048576) })}`);
bare.closeAllConnections();
bare.close();
await server.stop();
await database.stop();
process.exit(0);
