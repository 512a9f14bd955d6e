// The words under which records are found must be those of their data.
import { own } from '../../engine/index.ts';
import { searchWords } from '../domain/records/search-words.ts';
import { secretToday } from '../domain/records/secrecy-of-today.ts';
import type { RecordRow } from '../store/rows.ts';
import type { StoreFault } from './faults.ts';
import { collectionsOf, type Place, rowsOf } from './place.ts';
import { releasesOf } from './releases.ts';

const fields = ['tenant', 'form', 'pack', 'release', 'data', 'search'];

export async function* verifySearch(place: Place): AsyncGenerator<StoreFault> {
  const releases = releasesOf(place);
  const present = await releases.current();
  for (const { id, pack } of present)
    if (!pack) yield { collection: 'releases', id, path: '/files', code: 'release-unreadable', params: {} };
  for (const collection of await collectionsOf(place)) {
    if (!collection.startsWith('records.')) continue;
    for await (const found of rowsOf(place, collection, fields)) {
      const row = found as unknown as RecordRow;
      const pack = await releases.of(row.tenant, row.pack, row.release);
      const form = pack && own(pack.forms, row.form);
      if (!form) continue;
      const today = present.find(({ tenant, pack: its }) => tenant === row.tenant && its && own(its.forms, row.form));
      const secret = own(today?.pack?.forms ?? {}, row.form);
      const wanted = new Set(searchWords(secret ? secretToday(form, secret) : form, row.data));
      const there = new Set(row.search);
      const missing = [...wanted].filter((word) => !there.has(word));
      const stray = row.search.filter((word) => !wanted.has(word));
      if (missing.length + stray.length === 0) continue;
      const params = { missing: missing.length, stray: stray.length };
      yield { collection, id: String(found._id), path: '/search', code: 'search-words', params };
    }
  }
}
