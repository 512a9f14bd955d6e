// The texts that the first load carries, in both languages, so that switching needs no waiting. An area is an i18next
// namespace; the studio's and administration's areas come with their own code (addTexts).
import type { admin } from './en/admin.ts';
import { home as homeEn } from './en/home.ts';
import { problem as problemEn } from './en/problem.ts';
import { shell as shellEn } from './en/shell.ts';
import { signIn as signInEn } from './en/sign-in.ts';
import type { studio } from './en/studio.ts';
import { home as homeZh } from './zh-CN/home.ts';
import { problem as problemZh } from './zh-CN/problem.ts';
import { shell as shellZh } from './zh-CN/shell.ts';
import { signIn as signInZh } from './zh-CN/sign-in.ts';

export const firstTexts = {
  en: { home: homeEn, shell: shellEn, signIn: signInEn, problem: problemEn },
  'zh-CN': { home: homeZh, shell: shellZh, signIn: signInZh, problem: problemZh },
};

/** Every area, for the types of `t('area:key')`; areas that load later are known by type alone. */
export type Texts = (typeof firstTexts)['en'] & { studio: typeof studio; admin: typeof admin };
