import type { RecordView } from '../../../engine/index.ts';
import type { CaseRow, RecordRow } from '../../store/rows.ts';
import { fieldsOn, readerOf } from './field-rights.ts';
import type { FormUse, Scene } from './form-use.ts';
import { formerFields, underNewest } from './newest-form.ts';
import { recordView } from './record-view.ts';
import { visibleWith } from './visible.ts';

/** One record with what concerns its releases: where a change would move it, and what earlier ones asked for. */
export async function wholeRecordView(
  scene: Scene,
  use: FormUse,
  row: RecordRow,
  about: CaseRow | undefined,
): Promise<RecordView> {
  const view = recordView(scene, use, row, about);
  const { caller, around } = scene;
  const former = await formerFields(scene, row, about);

  const newest = view.allowed.includes('update') ? await underNewest(scene, row, use) : { use, row };
  const access = fieldsOn(readerOf(scene), { ...newest, about });
  return {
    ...view,
    ...(newest.row.release !== row.release && {
      newest: {
        release: newest.row.release,
        data: visibleWith(access, newest.use, newest.row.data, around, caller.locale).data,
      },
    }),
    ...(former.length > 0 && { former }),
  };
}
