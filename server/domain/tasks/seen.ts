// What a task shows goes back with the decision as `seen`. The engine names the data by their hash; outside the server this
// would let a reader try values until the hash fits, so that people are given a keyed mark of the hash instead.
import { hashOf } from '../../../engine/index.ts';
import type { Deps } from '../../deps.ts';
import type { Subject } from '../cases/case-subject.ts';

type About = Pick<Subject, 'row' | 'record'>;

/** The mark of the data that a task of the case shows now. */
export function seenMark(deps: Deps, { row, record }: About): string {
  return marksOf(deps, row.id, hashOf(record.data))[0] ?? '';
}

/** The hash behind a mark: of the data as they are, or as they were earlier in the case. An unknown mark names no data. */
export function seenHash(deps: Deps, { row, record }: About, mark: string): string {
  const now = hashOf(record.data);
  const known = [now, ...row.state.data.changes.map(({ from }) => from)];
  return known.find((hash) => marksOf(deps, row.id, hash).includes(mark)) ?? '';
}

function marksOf({ secrets }: Deps, caseId: string, hash: string): string[] {
  return secrets
    .digests(`${caseId} ${hash}`, 'seen data')
    .map((digest) => Buffer.from(digest, 'hex').toString('base64url'));
}
