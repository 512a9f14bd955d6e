import { closeSync, existsSync, openSync } from 'node:fs';
import { locate } from './data-file.ts';
import { StoreError } from './errors.ts';
import { releaseFiles, Sqlite } from './sqlite.ts';

/**
 * Copies the committed state of a data file to a new file, at one moment and without stopping the server that uses it:
 * a reader in another process neither waits for the writer nor holds it up.
 */
export async function copyDataFile(uri: string, target: string): Promise<void> {
  const { path } = locate(uri);
  if (!existsSync(path)) throw new StoreError('store-unreachable', `There is no data file ${path}`);
  // SQLite fills an empty file that it finds, and leaves its rights as they are.
  closeSync(openSync(target, 'wx', 0o600));
  const reader = new Sqlite(path);
  try {
    reader.exec('PRAGMA busy_timeout = 5000');
    reader.exec('PRAGMA trusted_schema = OFF');
    reader.run('VACUUM INTO ?', [target]);
  } finally {
    reader.close();
    await releaseFiles();
  }
}
