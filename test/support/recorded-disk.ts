// What a disk holds after the power fails: of the recorded writes of a process, all that were flushed, and of the rest
// any part. Needs a C compiler for the recorder (`recorded-disk.c`).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The recorder, compiled into a folder; undefined where there is no compiler for it. */
export function compileRecorder(folder: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const library = join(folder, 'recorded-disk.so');
  const source = join(import.meta.dirname, 'recorded-disk.c');
  for (const compiler of ['cc', 'gcc', 'clang']) {
    try {
      execFileSync(compiler, ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'ignore' });
      return library;
    } catch {
      // The next one may be there.
    }
  }
  return undefined;
}

/** `create` opens a file that need not have been there, `write` and `truncate` change it, `begin` and `end` are the two ends of a flush. */
export type DiskRecord = {
  kind: 'create' | 'write' | 'truncate' | 'begin' | 'end' | 'unlink';
  /** Within the folder; `.` is the folder itself. */
  name: string;
  /** Of a truncation the new length, of a flush its number. */
  offset: number;
  data: Buffer;
};

const KINDS: Record<string, DiskRecord['kind']> = {
  c: 'create',
  w: 'write',
  t: 'truncate',
  b: 'begin',
  e: 'end',
  u: 'unlink',
};
const HEAD = 24;

export function readRecords(path: string): DiskRecord[] {
  const bytes = readFileSync(path);
  const records: DiskRecord[] = [];
  for (let at = 0; at + HEAD <= bytes.length; ) {
    const kind = KINDS[String.fromCharCode(bytes[at] as number)];
    const nameEnd = at + HEAD + bytes.readInt32LE(at + 4);
    const dataEnd = kind === 'write' ? nameEnd + Number(bytes.readBigInt64LE(at + 16)) : nameEnd;
    // The process was killed while it recorded this.
    if (!kind || dataEnd > bytes.length) break;
    records.push({
      kind,
      name: bytes.toString('utf8', at + HEAD, nameEnd),
      offset: Number(bytes.readBigInt64LE(at + 8)),
      data: bytes.subarray(nameEnd, dataEnd),
    });
    at = dataEnd;
  }
  return records;
}

type Change = { at: number; record: DiskRecord };
type Kept = { flushed: Buffer; length: number; waiting: Change[]; since: number; named: boolean };

const SECTOR = 512;

/** A disk with a cache: what has been written is certain only once it has been flushed. */
export class CachedDisk {
  private readonly files = new Map<string, Kept>();
  private readonly flushes = new Map<number, number>();
  private clock = 0;

  apply(record: DiskRecord): void {
    this.clock += 1;
    const { kind, name, offset } = record;
    if (kind === 'begin') this.flushes.set(offset, this.clock);
    else if (kind === 'end') this.flush(name, this.flushes.get(offset) ?? 0);
    else if (kind === 'unlink') this.files.delete(name);
    else if (kind === 'create') this.file(name);
    else this.file(name).waiting.push({ at: this.clock, record });
  }

  private file(name: string): Kept {
    let file = this.files.get(name);
    if (!file) {
      file = { flushed: Buffer.alloc(0), length: 0, waiting: [], since: this.clock, named: false };
      this.files.set(name, file);
    }
    return file;
  }

  /** All that was written before a flush began is certain when it ends; of a folder that is the names of its files. */
  private flush(name: string, begun: number): void {
    if (name === '.') {
      for (const file of this.files.values()) if (file.since < begun) file.named = true;
      return;
    }
    const file = this.file(name);
    const waiting = file.waiting.findIndex(({ at }) => at > begun);
    const done = file.waiting.splice(0, waiting < 0 ? file.waiting.length : waiting);
    for (const { record } of done) change(file, record, () => true);
  }

  /**
   * Writes to a folder what may be found after the power fails now. `chance` tells of each sector that was not flushed
   * whether it reached the disk all the same.
   */
  crash(folder: string, names: readonly string[], chance: () => boolean): void {
    mkdirSync(folder, { recursive: true });
    for (const name of names) {
      const file = this.files.get(name);
      if (!file || (!file.named && !chance())) continue;
      const copy: Kept = { ...file, flushed: Buffer.from(file.flushed) };
      for (const { record } of file.waiting) change(copy, record, chance);
      writeFileSync(join(folder, name), copy.flushed.subarray(0, copy.length));
    }
  }
}

function change(file: Kept, { kind, offset, data }: DiskRecord, reaches: () => boolean): void {
  if (kind === 'truncate') {
    if (!reaches()) return;
    grow(file, offset);
    file.flushed.fill(0, offset);
    file.length = offset;
    return;
  }
  for (let from = 0; from < data.length; ) {
    const to = Math.min(data.length, from + SECTOR - ((offset + from) % SECTOR));
    if (reaches()) {
      grow(file, offset + to);
      data.copy(file.flushed, offset + from, from, to);
    }
    from = to;
  }
}

function grow(file: Kept, length: number): void {
  if (length > file.flushed.length)
    file.flushed = Buffer.concat([file.flushed, Buffer.alloc(Math.max(length - file.flushed.length, file.length))]);
  file.length = Math.max(file.length, length);
}
