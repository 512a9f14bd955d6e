// `npm test`: sets up whatever the tests need, then types, lint, build and every suite. The last line is the count.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root, run } from './fresh.mjs';

requireNode();
let passed = 0;
let failed = 0;

await step('install', ensureInstalled);
await step('browser', ensureChromium);
await step('types', () => run(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', '.']));
await step('lint', () =>
  run(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '.', '--error-on-warnings']),
);
await step('build', ensureBuilt);
await suites();

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function step(name, work) {
  try {
    await work();
  } catch (cause) {
    failed += 1;
    console.error(`${name}: ${cause.message}`);
  }
}

async function suites() {
  const report = join(mkdtempSync(join(tmpdir(), 'dougong-test-')), 'report.json');
  const only = process.argv.slice(2);
  await run(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...only,
  ]).catch((cause) => {
    // Failed tests are counted below; a run that left no report failed as a whole.
    if (!existsSync(report)) {
      failed += 1;
      console.error(cause.message);
    }
  });
  if (!existsSync(report)) return;
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  // A file that could not be loaded has failed although none of its tests did.
  failed += counts.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
}

// Browser tests drive Debian's Chromium; its CJK font is what Chinese screens are drawn with.
function ensureChromium() {
  if (process.env.CHROMIUM || existsSync('/usr/bin/chromium')) return;
  if (spawnSync('which', ['apt-get']).status !== 0) {
    throw new Error('no Chromium: install it and set CHROMIUM to its path');
  }
  console.log('Installing Chromium from the distribution …');
  const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'],
  ]) {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    const done = spawnSync(command, rest, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (done.status !== 0) throw new Error(`${command} ${rest.join(' ')} failed`);
  }
}
