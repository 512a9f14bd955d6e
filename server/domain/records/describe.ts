import { displayLine, type Form } from '../../../engine/index.ts';
import type { LoadedPack, Surroundings } from '../../deps.ts';
import type { RecordRow } from '../../store/rows.ts';
import { formatContext } from './form-use.ts';
import { searchWords } from './search-words.ts';

/** Sets what is kept beside the data and follows from it: the words that find the record, and its line for lists of the engine's own. */
export function describe(
  row: RecordRow,
  form: Form,
  loaded: LoadedPack,
  { zone }: Pick<Surroundings, 'zone'>,
): RecordRow {
  row.search = searchWords(form, row.data);
  row.title = displayLine(form, row.data, formatContext(loaded, zone, 'zh-CN'));
  return row;
}
