import { type Form, issue, own, pointer } from '../../../engine/index.ts';
import { Fault } from '../../fault.ts';

/**
 * Runs a write of records; where a unique index refuses it, the finding points into the data that was sent and calls its fields
 * by their titles. `form`: of the record, as soon as it is known.
 */
export async function onDuplicate<T>(form: () => Form | undefined, write: () => Promise<T>): Promise<T> {
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
    const titles = names.map((name) => own(form()?.fields ?? {}, name)?.title ?? name);
    throw new Fault('duplicate', issue('record/duplicate', '', { fields: titles }), {
      issues: names.map((name) => issue('record/duplicate', pointer(name), { fields: titles })),
      cause,
    });
  }
}
