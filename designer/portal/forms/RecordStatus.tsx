import { own } from '../../../engine/index.ts';
import { lookOf, StatusTag } from '../../ui/StatusTag.tsx';
import type { Statuses } from './form-screen.ts';

/** A record's status by the titles of its workflow's states; several stand together in parallel. */
export function RecordStatus({ status, statuses }: { status: string; statuses: Statuses }) {
  if (!status) return null;
  return (
    <>
      {status.split('+').map((key) => {
        const known = own(statuses, key);
        // A record without a workflow has a status of its own that says nothing to people.
        if (!known) return Object.keys(statuses).length > 0 ? <StatusTag key={key} title={key} look="ended" /> : null;
        return <StatusTag key={key} title={known.title} look={lookOf(known.outcome)} />;
      })}
    </>
  );
}
