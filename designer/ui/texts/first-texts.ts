// The texts that the first load carries, in both languages, so that switching needs no waiting. An area is an i18next
// namespace; the studio's and administration's areas come with their own code (addTexts).
import type { admin } from './en/admin.ts';
import type { applications } from './en/applications.ts';
import type { designers } from './en/designers.ts';
import * as en from './en/portal.ts';
import type { secondFactor } from './en/second-factor.ts';
import type { studio } from './en/studio.ts';
import * as zhCN from './zh-CN/portal.ts';

export const firstTexts = { en: { ...en }, 'zh-CN': { ...zhCN } };

/** Every area, for the types of `t('area:key')`; areas that load later are known by type alone. */
export type Texts = typeof en & {
  studio: typeof studio;
  applications: typeof applications;
  designers: typeof designers;
  admin: typeof admin;
  secondFactor: typeof secondFactor;
};
