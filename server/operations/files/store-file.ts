import { createHash } from 'node:crypto';
import {
  accepts,
  type FileValue,
  issue,
  LARGEST_FILE,
  own,
  USUAL_FILE_SIZE,
  withoutUnseen,
} from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { bytesOf } from '../../domain/files/bytes-of.ts';
import { agrees, fileKinds, kindOf } from '../../domain/files/file-types.ts';
import { formUnder } from '../../domain/records/form-use.ts';
import { Fault, invalidAt, nouns, tooLarge, tooMany } from '../../fault.ts';

export type Upload = { name: string; declared: string; bytes: Uint8Array };

/** The attachment field it is meant for: its own limits then hold too. */
export type Target = {
  form: string;
  field: string /** Under which the form is filled in. */;
  release?: number | undefined;
};

const UPLOADS_A_DAY = 500;

const DAY_SECONDS = 86_400;

/** Keeps a file of the caller's. Nobody else reads it until a record holds it. */
export async function storeFile(deps: Deps, caller: Caller, upload: Upload, target?: Target): Promise<FileValue> {
  const { tenant, id: owner } = caller.actor;
  const limits = target ? await limitsOf(deps, tenant, target) : { accept: undefined, maxBytes: LARGEST_FILE };
  if (upload.bytes.length > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const name = plainName(upload.name);
  const kind = kindOf(name);
  const accepted = limits.accept ?? fileKinds.map(({ extension }) => `.${extension}`);
  const fits = kind && accepts(accepted, name) && agrees(kind, upload.declared) && kind.isOne(upload.bytes);
  if (!kind || !fits) throw invalidAt('server/file-type', '/file', { name, accepted });
  await countUpload(deps, owner);
  const id = deps.ids.next();
  await deps.files.write(id, upload.bytes);
  const value: FileValue = { id, name, size: upload.bytes.length, type: kind.type };
  const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
  await deps.store.tenant(tenant).files.insert({ ...value, sha256, owner, createdAt: deps.clock.now() });
  return value;
}

async function limitsOf(
  deps: Deps,
  tenant: string,
  target: Target,
): Promise<{ accept: string[] | undefined; maxBytes: number }> {
  const { form } = await formUnder(deps, tenant, target.form, target.release);
  const field = own(form.fields, target.field);
  if (field?.kind.shape !== 'files') {
    throw new Fault('not-found', issue('server/not-found', '', { what: nouns.field, id: target.field.slice(0, 100) }));
  }
  const { accept, maxSize } = field.json as { accept?: string[]; maxSize?: string };
  return {
    accept: accept?.map((ending) => ending.toLowerCase()),
    maxBytes: Math.min(LARGEST_FILE, bytesOf(maxSize ?? USUAL_FILE_SIZE)),
  };
}

async function countUpload(deps: Deps, owner: string): Promise<void> {
  const { count } = await deps.store.limits.hit(`upload:${owner}`, deps.clock.now(), DAY_SECONDS);
  if (count > UPLOADS_A_DAY) throw tooMany(3_600);
}

/** A name to show and to save under: without folders, control and direction characters. */
function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).pop() ?? '';
  const plain = withoutUnseen(last)
    .replace(/[\p{Cc}"<>|:*?]/gu, '')
    .trim();
  return plain.length > 150 ? `${plain.slice(0, 140)}${/\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? ''}` : plain || 'file';
}
