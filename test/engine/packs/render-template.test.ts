import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { renderTemplate } from '../../../engine/packs/render-template.ts';
import { templateReads } from '../../../engine/packs/template-grammar.ts';

const data = {
  name: '李雷',
  amount: '50,000.00',
  zero: 0,
  no: false,
  yes: true,
  empty: [],
  tags: ['a', 'b'],
  title: { en: 'Director', 'zh-CN': '总监' },
  owner: { title: 'Han Meimei', unit: { title: 'Beijing' } },
  items: [
    { what: 'Paper', parts: [1, 2] },
    { what: 'Ink', parts: [] },
  ],
};

const cases: [template: string, shown: string][] = [
  ['{{name}}: {{amount}}', '李雷: 50,000.00'],
  ['{{missing}}{{owner.missing.deeper}}', ''],
  ['{{zero}} {{yes}} {{no}}', '0 yes no'],
  ['{{tags}} {{tags.[0]}} {{tags.length}}', 'a, b a 2'],
  ['{{title}}', 'Director'],
  ['{{owner.unit.title}}', 'Beijing'],
  ['{{#if name}}A{{else}}B{{/if}}', 'A'],
  ['{{#if missing}}A{{else if zero}}B{{else if yes}}C{{else}}D{{/if}}', 'C'],
  ['{{#if empty}}A{{else}}B{{/if}}{{#unless empty}}C{{/unless}}', 'BC'],
  ['{{#each items}}{{@index}}:{{what}}{{#unless @last}}, {{/unless}}{{/each}}', '0:Paper, 1:Ink'],
  [
    '{{#each items}}{{#if @first}}>{{/if}}{{what}}({{#each parts}}{{this}}{{else}}-{{/each}}){{/each}}',
    '>Paper(12)Ink(-)',
  ],
  ['{{#each empty}}x{{else}}none{{/each}}', 'none'],
  ['{{#with owner}}{{title}} of {{../name}}{{/with}}', 'Han Meimei of 李雷'],
  ['{{#each items}}{{#with this}}{{what}} {{../name}} {{/with}}{{/each}}', 'Paper 李雷 Ink 李雷 '],
  ['{{#with missing}}x{{else}}nobody{{/with}}', 'nobody'],
  ['a  {{~name~}}  b', 'a李雷b'],
  ['{{!-- a note --}}x{{! another }}', 'x'],
  ['\\{{name}}', '{{name}}'],
  ['{{#if name}}\nline\n{{/if}}\nend', 'line\nend'],
];

describe('a template', () => {
  it.each(cases)('%s shows %s', (template, shown) => {
    expect(renderTemplate(template, data, { escape: 'plain', locale: 'en' })).toEqual({ ok: true, value: shown });
  });

  it.each(cases.filter(([template]) => !/title}|tags}|yes|no}/.test(template)))(
    '%s shows what Handlebars shows',
    (template, shown) => {
      expect(Handlebars.compile(template, { noEscape: true })(data)).toBe(shown);
    },
  );

  it('speaks the reader’s language', () => {
    expect(renderTemplate('{{title}} {{yes}} {{tags}}', data, { escape: 'plain', locale: 'zh-CN' })).toEqual({
      ok: true,
      value: '总监 是 a、b',
    });
  });

  it.each([
    ['{{record.title}} {{#if opinion}}{{opinion}}{{/if}}', ['opinion', 'record.title']],
    ['{{#each items}}{{what}}{{../name}}{{@index}}{{/each}}', ['items', 'items.what', 'name']],
    [
      '{{#with owner}}{{#with unit}}{{title}}{{../title}}{{/with}}{{else}}{{name}}{{/with}}',
      ['name', 'owner', 'owner.title', 'owner.unit', 'owner.unit.title'],
    ],
  ])('%s reads %j', (template, reads) => {
    expect(templateReads(template)).toEqual(reads);
  });

  it('never writes a value of data unescaped into HTML', () => {
    const json = fc.dictionary(
      fc.constantFrom('name', 'tags', 'owner'),
      fc.oneof(fc.string(), fc.array(fc.string()), fc.record({ title: fc.string() })),
    );
    fc.assert(
      fc.property(json, (random) => {
        const result = renderTemplate('{{name}}{{#each tags}}{{this}}{{/each}}{{owner.title}}', random, {
          escape: 'html',
          locale: 'en',
        });
        expect(result.ok && result.value).not.toMatch(/[<>"'`=]|&(?!(amp|lt|gt|quot|#39|#96|#61);)/);
      }),
    );
  });
});
