import './harden.ts';
import { ConfigError, readConfig } from './config.ts';
import { welcome } from './operations/session/welcome.ts';
import { StartError, type Started, start } from './start.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** How long a stop may take before the process ends all the same. */
const PATIENCE_MS = 15_000;

let started: Started | undefined;
let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(code || 1), PATIENCE_MS).unref();
  await started?.stop().catch(() => undefined);
  process.exit(code);
}

// After an error that nobody caught the state is unknown: finish what is running, then end; the supervisor starts anew.
function fatal(cause: unknown): void {
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  process.stderr.write(
    `${JSON.stringify({ level: 'error', time: new Date().toISOString(), reason, msg: 'uncaught; stopping' })}\n`,
  );
  void stop(1);
}
process.on('uncaughtException', fatal);
process.on('unhandledRejection', fatal);
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

try {
  const config = readConfig(process.env, process.cwd());
  started = await start(config, say);
  for (const { file, issue } of started.folder?.broken ?? [])
    say(`Not usable: ${file}${issue.path} (${issue.code}); the other packs work.`);
  if (started.setUpLink)
    say(`Nobody is here yet. Set up the first administrator (once, within a day): ${started.setUpLink}`);
  if (started.url) say(config.mode === 'demo' ? await demoWelcome(started) : `Dougong listens on ${started.url}`);
} catch (cause) {
  if (cause instanceof ConfigError || cause instanceof StartError) {
    process.stderr.write(`${cause.message}\n`);
    process.exit(1);
  }
  fatal(cause);
}

async function demoWelcome({ deps, url }: Started): Promise<string> {
  const { demo } = await welcome(deps);
  return [
    '',
    `  Dougong is ready: ${url}`,
    '',
    `  Demo people: ${demo?.people.map(({ name }) => name).join(' ')}`,
    `  Password:    ${demo?.password}    (organisation: ${demo?.tenant})`,
    '',
  ].join('\n');
}
