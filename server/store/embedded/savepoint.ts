// A part of a write that is undone by itself when it fails.
import type { View } from './catalog.ts';

/** Runs `work`; if it throws, what it wrote and made is undone and what came before stays. */
export function undivided<T>(view: View, work: () => T): T {
  const { collections } = view;
  view.db.exec('SAVEPOINT part');
  try {
    const result = work();
    view.db.exec('RELEASE part');
    return result;
  } catch (error) {
    // A full disk may have undone the whole transaction already.
    if (view.db.inTransaction) {
      view.db.exec('ROLLBACK TO part');
      view.db.exec('RELEASE part');
    }
    view.collections = collections;
    throw error;
  }
}
