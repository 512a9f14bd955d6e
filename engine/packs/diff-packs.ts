import type { Locale } from '../core/text.ts';
import type { DiffResult } from '../wire/index.ts';
import type { Pack } from './pack.ts';

/** What is different in `after`, in sentences; without `before`, what there is now. Changes of behaviour come first. */
export declare function diffPacks(before: Pack | undefined, after: Pack, locale: Locale): DiffResult['sentences'];
