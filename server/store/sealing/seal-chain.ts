import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { records } from '../case-collections.ts';
import { hashOfLink } from '../chain-link.ts';
import * as collections from '../collections.ts';
import { modelOf, type Stored } from '../models.ts';
import { inTransaction } from '../transaction.ts';
import { createSealing, type Sealing, type SealingPorts } from './sealing.ts';
import { storedRows } from './stored-rows.ts';

type Work = { connection: Connection; tenant: string; ports: SealingPorts };

/**
 * Seals the links of one case or record. Hashes of earlier builds are over clear values alone, so that values could be found by
 * trying: a chain that is whole is linked anew with salted hashes; one that is not keeps its hashes, and its fault.
 */
export function sealChain(
  { connection, tenant, ports }: Work,
  { about, of }: { about: 'case' | 'record'; of: string },
  form: string | undefined,
): Promise<number> {
  const sealing = createSealing('history', tenant, ports) as Sealing;
  const model = modelOf(connection, collections.history);
  return inTransaction(connection, async ({ session }) => {
    const rows = storedRows(model, collections.history, sealing, session);
    const links = await rows.find({ tenant, about, of }, { seq: 1 });
    const told = links.at(-1)?.hash;
    const isSalted = links.every(({ salt, erased }) => salt !== undefined || erased !== undefined);
    const linked = isSalted || !isWhole(links) ? links : linkAnew(links, form);
    let changed = 0;
    for (const link of linked) if (await rows.put(link)) changed += 1;
    const end = linked.at(-1);
    if (end && end.hash !== told) {
      // A transaction that adds a link meanwhile is in conflict with this one, and runs again.
      const holder = about === 'case' ? collections.cases : form === undefined ? undefined : records(tenant, form);
      const change = about === 'case' ? { $set: { 'chain.hash': end.hash } } : { $inc: { revision: 1 } };
      const filter = { _id: `${tenant}/${of}`, tenant, ...(about === 'case' && { 'chain.hash': told }) };
      if (holder) await modelOf(connection, holder).collection.updateOne(filter as never, change as never, { session });
    }
    return changed;
  });
}

function isWhole(links: Stored[]): boolean {
  return links.every(
    (link, index) =>
      link.seq === index + 1 && link.prevHash === (links[index - 1]?.hash ?? '') && hashOfLink(link) === link.hash,
  );
}

function linkAnew(links: Stored[], form: string | undefined): Stored[] {
  let prevHash = '';
  return links.map((link) => {
    const next: Stored = {
      ...link,
      ...(form !== undefined && { form }),
      salt: link.salt ?? randomBytes(16).toString('base64url'),
      prevHash,
    };
    next.hash = hashOfLink(next);
    prevHash = String(next.hash);
    return next;
  });
}
