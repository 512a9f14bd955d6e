import { describe, expect, it } from 'vitest';
import { problemWords } from '../../../designer/studio/definition-parts/problem-words.ts';
import { checkDocument } from '../../../designer/studio/workspace/check-draft.ts';
import { draftDocument } from '../../../designer/studio/workspace/draft-saver.ts';
import { designers as designersEn } from '../../../designer/ui/texts/en/designers.ts';
import { studio as studioEn } from '../../../designer/ui/texts/en/studio.ts';
import { designers as designersZh } from '../../../designer/ui/texts/zh-CN/designers.ts';
import { studio as studioZh } from '../../../designer/ui/texts/zh-CN/studio.ts';
import type { JsonObject, Locale, PackDraft } from '../../../engine/index.ts';

const texts: Record<Locale, { [area: string]: { [key: string]: string } }> = {
  en: { studio: studioEn, designers: designersEn },
  'zh-CN': { studio: studioZh, designers: designersZh },
};
const sayIn = (locale: Locale) => (name: string) => {
  const [area = '', key = ''] = name.split(':');
  return texts[locale][area]?.[key] ?? name;
};

const head = (kind: string): JsonObject => ({ kind, key: 'it', title: 'It' });

/** What the studio says is missing in the only definition of a draft: the place and the words. */
function missingIn(json: JsonObject, locale: Locale): [path: string, text: string][] {
  const draft: PackDraft = {
    key: 'p',
    packRevision: 1,
    revision: 1,
    pack: { key: 'p', title: 'P' },
    definitions: [{ kind: json.kind as 'form', key: 'it', json, revision: 1 }],
  };
  const { problems } = checkDocument(draft, draftDocument(draft), locale);
  return problems
    .filter(({ code }) => code === 'definition/required')
    .map((found) => [found.path, problemWords(found, json, locale, sayIn(locale))]);
}

describe('what a definition lacks is named as its input is labelled', () => {
  it.each<[string, JsonObject, string, string, string]>([
    ['a title', { kind: 'options', key: 'it', items: [{ key: 'a', title: 'A' }] }, '/title', 'Title', '标题'],
    ['the name of a choice', { ...head('options'), items: [{ key: 'a' }] }, '/items/0/title', 'Name', '名称'],
    ['the value of a choice', { ...head('options'), items: [{ title: 'A' }] }, '/items/0/key', 'Value', '值'],
    ['the name of a role', { ...head('roles'), roles: { clerk: {} } }, '/roles/clerk/title', 'Name', '名称'],
    ['the subject of a message', { ...head('template'), channel: 'mail', body: 'x' }, '/subject', 'Subject', '标题'],
    ['the form of a block', { ...head('page'), blocks: [{ type: 'view' }] }, '/blocks/0/form', 'Form', '表单'],
    [
      'where a column comes from',
      { ...head('dataset'), from: { form: 'f' }, fields: { amount: {} } },
      '/fields/amount/path',
      'Taken from',
      '取自',
    ],
    [
      'a property of a field, by its type',
      { ...head('form'), fields: { who: { type: 'reference', form: 'f' } } },
      '/fields/who/display',
      'Shown as',
      '显示字段',
    ],
    [
      'a property of a column of rows',
      { ...head('form'), fields: { rows: { type: 'line-items', fields: { no: { type: 'serial' } } } } },
      '/fields/rows/fields/no/pattern',
      'Pattern',
      '编号规则',
    ],
  ])('%s', (_what, json, path, en, zh) => {
    expect(missingIn(json, 'en')).toEqual([[path, `"${en}" is missing`]]);
    expect(missingIn(json, 'zh-CN')).toEqual([[path, `缺少“${zh}”`]]);
  });

  it('by its key where no designer has an input for it', () => {
    expect(missingIn({ ...head('dashboard'), access: { roles: ['a'] }, layout: [] }, 'en')).toEqual([
      ['/widgets', '"widgets" is missing'],
    ]);
  });
});
