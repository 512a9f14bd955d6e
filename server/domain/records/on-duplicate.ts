import { issue, pointer } from '../../../engine/index.ts';
import { Fault } from '../../fault.ts';

/** Runs a write of records; where a unique index refuses it, the finding points into the data that was sent. */
export async function onDuplicate<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.code !== 'duplicate') throw cause;
    const fields = cause.issues.flatMap(({ params }) =>
      Array.isArray(params.fields) ? params.fields.map(String) : [],
    );
    const names = [
      ...new Set(fields.filter((path) => /^(data|blind|same)\./.test(path)).map((path) => path.split('.')[1] ?? '')),
    ];
    if (names.length === 0) throw cause;
    throw new Fault('duplicate', issue('record/duplicate', '', { fields: names }), {
      issues: names.map((name) => issue('record/duplicate', pointer(name), { fields: names })),
      cause,
    });
  }
}
