export { firstTexts, type Texts } from './first-texts.ts';
