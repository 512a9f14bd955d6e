// `npm run store -- <command>`: what an operator does with a store. Also in the build: `node dist/server/store.js <command>`.
import '../harden.ts';
import { parseArgs } from 'node:util';
import type { Locale } from '../../engine/index.ts';
import { confirmAccount } from './confirm-account.ts';
import { CommandError, copyInto, placeSource } from './copy.ts';
import { dumpSource, writeDump } from './dump-file.ts';
import { expectEmptyFolder, fillFolder, folderOf } from './file-folder.ts';
import { dataFolder, keptBeside, secretsIn } from './kept-beside.ts';
import { openPlace, openSnapshot, type Place } from './place.ts';
import { rotateKey } from './rotate-key.ts';
import { sealReleases } from './seal-releases.ts';
import { statsOf } from './stats.ts';
import { uploadsOf } from './uploads.ts';
import { verify } from './verify.ts';

const USAGE = `Usage: npm run store -- <command> [options]

  copy    --from URI --to URI     every tenant and collection with its indexes into an empty store; compared by count and hash.
                                  Stop every server first. After a kill, the same command goes on where it was.
  backup  --from URI --file FILE  one file with everything as it stands at one moment, uploaded files too; servers go on meanwhile
  restore --file FILE --to URI    a backup into an empty store, of either kind, and an empty folder; after a kill, the same
                                  command goes on
  verify  [--from URI]            chains of history and audit, what they lead to, references, words to search by, indexes;
                                  servers go on meanwhile. --language en|zh-CN, else that of the terminal
  rotate-key [--from URI]         new keys, and every sealed value sealed with them; what was sealed before opens meanwhile, so that
                                  servers over MongoDB go on (stop the one of an embedded store first). After a kill, the same
                                  command goes on. With DOUGONG_SECRET_KEY, name the new key before the old one first: new,old
  seal    [--to URI]              trusts the releases as they lie in the store: seals them with the key at hand. For a store whose
                                  key was lost. Stop every server first
  confirm-account --tenant KEY --name NAME [--to URI]
                                  the operator confirms, as the second administrator, an account that waits: where the other
                                  administrators of people have left. Stop the server of an embedded store first
  stats   [--from URI]            documents and bytes by collection

  URI is sqlite:./data/dougong.db or mongodb://…; without one, MONGODB_URI, else the file below DOUGONG_DATA (./data).
  --files FOLDER (for backup, restore and verify) is where uploaded files lie; without it, the folder files beside the data
  file, or below DOUGONG_DATA for MongoDB; "none" leaves them out. copy leaves them where they are.
  --data FOLDER (for verify and seal) is the server's data folder, with its key and how far the audit had come; without it, the
  one of the data file, or DOUGONG_DATA for MongoDB.

  Ends with 0, with 1 when something failed or verify found a fault, with 2 when it was not understood.`;

const say = (text: string) => process.stdout.write(`${text}\n`);

class UsageError extends Error {}
type Options = {
  [option in 'from' | 'to' | 'file' | 'files' | 'language' | 'data' | 'tenant' | 'name']?: string;
};

const commands: { [name: string]: (options: Options) => Promise<number> } = {
  async copy({ from, to }) {
    const source = await openPlace(given(from, '--from'));
    return using(source, async () =>
      using(await openPlace(given(to, '--to')), async (target) => {
        const { collections, documents } = await copyInto(target, placeSource(source), say);
        say(`Copied ${documents} documents of ${collections} collections; counts and hashes are equal.`);
        return 0;
      }),
    );
  },
  async backup({ from, file, files }) {
    const target = given(file, '--file');
    const uri = from ?? ownUri();
    return using(await openSnapshot(uri), async (place) => {
      const uploads = uploadsOf(place, folderOf(files, uri), say);
      const done = await writeDump(placeSource(place), uploads.files(), target, say);
      say(
        `Backed up ${done.documents} documents of ${done.collections} collections and ${done.files} files to ${target}.`,
      );
      return uploads.faults() === 0 ? 0 : 1;
    });
  },
  async restore({ file, to, files }) {
    const source = await dumpSource(given(file, '--file'));
    const uri = given(to, '--to');
    const folder = folderOf(files, uri);
    const beside = folder !== undefined && {
      expectEmpty: () => expectEmptyFolder(folder),
      fill: () => fillFolder(folder, source.files()),
    };
    return using(await openPlace(uri), async (target) => {
      const { collections, documents } = await copyInto(target, source, say, beside || undefined);
      const filed = folder === undefined ? 'no files' : `${source.fileCount} files to ${folder}`;
      say(
        `Restored ${documents} documents of ${collections} collections; counts and hashes are equal. Restored ${filed}.`,
      );
      return 0;
    });
  },
  async verify({ from, files, language, data }) {
    const uri = from ?? ownUri();
    const locale = localeOf(language);
    return using(await openSnapshot(uri), (place) =>
      verify(place, folderOf(files, uri), keptBeside(uri, data), locale, say),
    );
  },
  async 'rotate-key'({ from }) {
    return using(await openPlace(from ?? ownUri()), (place) => rotateKey(place, say));
  },
  async seal({ to, data }) {
    const uri = to ?? ownUri();
    return using(await openPlace(uri), async (place) => {
      say(`Sealed ${await sealReleases(place, secretsIn(dataFolder(uri, data)), 'all')} releases.`);
      return 0;
    });
  },
  async 'confirm-account'({ to, tenant, name }) {
    const person = given(name, '--name');
    await confirmAccount(to ?? ownUri(), given(tenant, '--tenant'), person);
    say(`Confirmed the account "${person}": it can sign in.`);
    return 0;
  },
  async stats({ from }) {
    return using(await openSnapshot(from ?? ownUri()), async (place) => {
      const row = (cells: (string | number)[]) =>
        say(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(34) : String(cell).padStart(14))).join(''));
      row(['collection', 'documents', 'bytes', 'stored', 'indexes', 'index bytes']);
      for (const { name, documents, bytes, stored, indexes, indexBytes } of await statsOf(place))
        row([name, documents, bytes, stored, indexes, indexBytes]);
      return 0;
    });
  },
};

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  try {
    const text = { type: 'string' } as const;
    const { values, positionals } = parse(() =>
      parseArgs({
        args,
        allowPositionals: true,
        options: {
          from: text,
          to: text,
          file: text,
          files: text,
          language: text,
          data: text,
          tenant: text,
          name: text,
          help: { type: 'boolean' },
        },
      }),
    );
    const [name = '', ...more] = positionals;
    if (values.help) {
      say(USAGE);
      return 0;
    }
    if (!Object.hasOwn(commands, name) || more.length > 0)
      throw new UsageError(name === '' ? 'Name a command' : `"${positionals.join(' ')}" is not a command`);
    return (await commands[name]?.(values)) ?? 2;
  } catch (cause) {
    const isUsage = cause instanceof UsageError;
    process.stderr.write(isUsage ? `${cause.message}\n\n${USAGE}\n` : `${reasonOf(cause)}\n`);
    return isUsage ? 2 : 1;
  }
}

function parse<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new UsageError((cause as Error).message.split('\n')[0]);
  }
}

async function using(place: Place, work: (place: Place) => Promise<number>): Promise<number> {
  try {
    return await work(place);
  } finally {
    await place.close();
  }
}

function given(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(`${name} is missing`);
  return value;
}

/** As asked for, else as the terminal speaks. */
function localeOf(asked: string | undefined): Locale {
  if (asked !== undefined && asked !== 'en' && asked !== 'zh-CN')
    throw new UsageError(`"${asked}" is not a language: en or zh-CN`);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return asked ?? ((LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh-CN' : 'en');
}

function ownUri(): string {
  return process.env.MONGODB_URI || `sqlite:${process.env.DOUGONG_DATA || './data'}/dougong.db`;
}

/** One line, without a password that an address may carry. */
function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown }).code;
  if (code === 239 || code === 246)
    return 'MongoDB no longer keeps the moment that is read: raise minSnapshotHistoryWindowInSeconds and begin anew';
  const reason = cause instanceof Error ? cause.message : String(cause);
  return (cause instanceof CommandError ? reason : reason.replace(/\/\/[^/@\s]*@/g, '//…@')).split('\n')[0] ?? '';
}
