import { defineConfig } from 'vitest/config';

// Projects by what they need: `unit` runs in Node with no server, `server` on both stores, `browser` drives Chromium.
export default defineConfig({
  test: {
    pool: 'forks',
    // One for each core: what a suite waits for (a server that starts, a disk, a page) leaves room for another.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // How long to wait for what must come; a slow disk or a busy machine is no fault.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{architecture,conformance,definitions,engine,replay,designer}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['test/{store,server,flows}/**/*.test.ts'],
          globalSetup: ['test/support/mongod-global-setup.ts'],
          setupFiles: ['test/support/addressed-operations.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // After the others: a page that shares its processor with them answers late.
          sequence: { groupOrder: 1 },
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
