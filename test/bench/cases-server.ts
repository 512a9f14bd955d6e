// The server of the case bench, in a process of its own: `tsx cases-server.ts <store> <packs>`. Prints its address; ends with its input.
import { startServer } from '../support/server.ts';
import { embeddedDatabase, mongoDatabase } from '../support/stores.ts';

const [kind = 'embedded', packs = ''] = process.argv.slice(2);
const database = kind === 'mongodb' ? await mongoDatabase() : await embeddedDatabase();
const server = await startServer({ store: database, packs, config: { requestsPerMinute: 0 } });
console.log(`ready ${server.url}`);
process.stdin.resume();
process.stdin.once('end', async () => {
  const { user, system } = process.cpuUsage();
  console.log(`cpu ${Math.round((user + system) / 1000)} rss ${Math.round(process.memoryUsage().rss / 1048576)}`);
  await server.stop();
  await database.stop();
  process.exit(0);
});
