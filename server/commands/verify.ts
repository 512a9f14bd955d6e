import type { Locale } from '../../engine/index.ts';
import { lineOfFault, type StoreFault } from './faults.ts';
import type { Place } from './place.ts';
import { type Kept, verifyAudit } from './verify-chains.ts';
import { verifyFiles } from './verify-files.ts';
import { verifyHistory } from './verify-history.ts';
import { verifyIndexes } from './verify-indexes.ts';
import { verifyReferences } from './verify-references.ts';
import { verifySearch } from './verify-search.ts';

type Check = (place: Place, folder: string | undefined, kept: Kept) => AsyncGenerator<StoreFault>;
const checks: { run: Check; en: string; 'zh-CN': string }[] = [
  { run: verifyHistory, en: 'history', 'zh-CN': '历史' },
  { run: (place, _folder, kept) => verifyAudit(place, kept), en: 'audit', 'zh-CN': '审计' },
  { run: verifyReferences, en: 'references', 'zh-CN': '引用' },
  { run: verifyFiles, en: 'files', 'zh-CN': '文件' },
  { run: verifySearch, en: 'search', 'zh-CN': '搜索' },
  { run: verifyIndexes, en: 'indexes', 'zh-CN': '索引' },
];
const verdicts = {
  en: (what: string, faults: number) => `${what}: ${faults === 0 ? 'sound' : `${faults} faults`}`,
  'zh-CN': (what: string, faults: number) => `${what}：${faults === 0 ? '完好' : `${faults} 处错误`}`,
};

/** `folder` is that of uploaded files, `kept` what the server keeps beside its key. Tells every fault as it is found, and what each check came to; answers 0 for a sound store, else 1. */
export async function verify(
  place: Place,
  folder: string | undefined,
  kept: Kept,
  locale: Locale,
  say: (text: string) => void,
): Promise<number> {
  let all = 0;
  for (const check of checks) {
    let faults = 0;
    for await (const fault of check.run(place, folder, kept)) {
      faults += 1;
      say(lineOfFault(fault, locale));
    }
    say(verdicts[locale](check[locale], faults));
    all += faults;
  }
  return all === 0 ? 0 : 1;
}
