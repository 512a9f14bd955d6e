import { addTexts } from '../i18n.ts';
import { secondFactor as en } from '../texts/en/second-factor.ts';
import { secondFactor as zhCN } from '../texts/zh-CN/second-factor.ts';

// Asked for by few and seldom: the first load goes without.
addTexts('secondFactor', { en, 'zh-CN': zhCN });
