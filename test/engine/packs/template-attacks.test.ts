import { describe, expect, it } from 'vitest';
import { renderMessage, renderTemplate } from '../../../engine/packs/render-template.ts';
import { checkTemplate } from '../../../engine/packs/template-grammar.ts';

// Section B of the threat list, one row per attack: what it is, the template, the finding that refuses it.
const refused: [threat: string, template: unknown, code: string][] = [
  ['B1 the constructor of data', '{{constructor.constructor}}', 'template/forbidden-name'],
  ['B1 a lookup of the constructor', '{{lookup (lookup this "constructor") "name"}}', 'template/helper'],
  ['B1 the prototype', '{{__proto__}}', 'template/forbidden-name'],
  ['B1 a prototype in brackets', '{{a.[__proto__].b}}', 'template/forbidden-name'],
  ['B1 a getter on the prototype', '{{__defineGetter__ "x" "y"}}', 'template/helper'],
  [
    'B1 the chain over string and sub',
    '{{#with "s" as |string|}}{{#with string.sub.apply}}{{/with}}{{/with}}',
    'template/block',
  ],
  ['B1 an inherited method of a list', '{{items.constructor.name}}', 'template/forbidden-name'],
  ['B1 a helper for missing helpers', '{{helperMissing}}{{blockHelperMissing this}}', 'template/helper'],
  [
    'B2 a tree in place of text',
    {
      type: 'Program',
      body: [{ type: 'MustacheStatement', path: { type: 'NumberLiteral', value: '(globalThis.PWN=1)' } }],
    },
    'template/type',
  ],
  ['B2 a tree inside a list', ['{{a}}'], 'template/type'],
  ['B2 nothing', null, 'template/type'],
  ['B3 everything passed, by @root', '{{@root.secret}}', 'template/path'],
  ['B3 more contexts than there are', '{{../secret}}', 'template/path'],
  ['B3 more contexts than the block opens', '{{#with a}}{{../../secret}}{{/with}}', 'template/path'],
  ['B3 log levels and other data variables', '{{@level}}', 'template/path'],
  ['B4 a partial', '{{> header}}', 'template/not-allowed'],
  ['B4 a partial chosen by data', '{{> (lookup . "p")}}', 'template/not-allowed'],
  ['B4 a partial block', '{{#> layout}}x{{/layout}}', 'template/not-allowed'],
  ['B4 an inline partial', '{{#*inline "x"}}{{/inline}}', 'template/not-allowed'],
  ['B4 a decorator', '{{* decorate}}', 'template/not-allowed'],
  [
    'B5 doubling by inline partials',
    '{{#*inline "a"}}xx{{/inline}}{{#*inline "b"}}{{> a}}{{> a}}{{/inline}}{{> b}}',
    'template/not-allowed',
  ],
  ['B5 each four deep', `${'{{#each a}}'.repeat(4)}x${'{{/each}}'.repeat(4)}`, 'template/each-depth'],
  ['B5 nine nested blocks', '{{#if a}}'.repeat(9) + '{{/if}}'.repeat(9), 'template/depth'],
  ['B5 three thousand nested blocks', '{{#if a}}'.repeat(3000) + '{{/if}}'.repeat(3000), 'template/tags'],
  ['B5 more than 64 KB', 'x'.repeat(65_537), 'template/size'],
  ['B6 three braces', '{{{name}}}', 'template/raw'],
  ['B6 an ampersand', '{{&name}}', 'template/raw'],
  ['B6 writing to the log', '{{log this}}', 'template/helper'],
  ['a raw block', '{{{{raw}}}}{{x}}{{{{/raw}}}}', 'template/helper'],
  ['a helper', '{{upper name}}', 'template/helper'],
  ['a block of an unknown name', '{{#iff a}}{{/iff}}', 'template/helper'],
  ['an inverted value', '{{^a}}x{{/a}}', 'template/helper'],
  ['a block with two operands', '{{#if a b}}{{/if}}', 'template/block'],
  ['a block with options', '{{#if a includeZero=true}}{{/if}}', 'template/block'],
  ['a block without an operand', '{{#if}}{{/if}}', 'template/block'],
  ['names for what a block gives', '{{#each a as |b|}}{{/each}}', 'template/block'],
  ['a literal', '{{"text"}}', 'template/path'],
  ['a literal condition', '{{#if true}}{{/if}}', 'template/path'],
  ['a loop’s place outside of a loop', '{{@index}}', 'template/path'],
  ['a block that is not closed', '{{#if a}}', 'template/syntax'],
  ['a block closed by another', '{{#if a}}{{/each}}', 'template/syntax'],
  ['half a tag', '{{#if a}', 'template/syntax'],
];

const refusedInHtml: [what: string, template: string, code: string][] = [
  ['an unquoted attribute', '<b class={{name}}>x</b>', 'template/html-place'],
  ['a link’s target', '<a href="{{url}}">x</a>', 'template/html-place'],
  ['an image’s source', '<img src="{{url}}">', 'template/html-place'],
  ['a style', '<b style="color:{{name}}">x</b>', 'template/html-place'],
  ['a handler', '<b onclick="{{name}}">x</b>', 'template/html-place'],
  ['an attribute’s name', '<b {{name}}>x</b>', 'template/html-place'],
  ['a tag’s name', '<{{name}}>x', 'template/html-place'],
  ['a comment', '<!-- {{name}} -->', 'template/html-place'],
  ['a script', '<script>{{name}}</script>', 'template/html-tag'],
  ['a style sheet', '<style>{{name}}</style>', 'template/html-tag'],
  ['a frame', '<iframe></iframe>', 'template/html-tag'],
  ['a handler of the template’s own', '<b onmouseover="x()">y</b>', 'template/html-attribute'],
  ['a link that runs code', '<a href="java\tscript:x()">y</a>', 'template/html-attribute'],
  ['an unquoted link that runs code', '<a href=javascript:x()>y</a>', 'template/html-attribute'],
  ['a quote opened in one branch', '<b title="{{#if a}}"{{/if}}>x</b>', 'template/html-branch'],
  ['an unquoted attribute behind a branch', '<b {{#if a}}title={{/if}}"{{name}}">x</b>', 'template/html-branch'],
  ['a tag that stays open', 'x <b title="', 'template/html-open'],
  ['upper case', '<A HREF="{{url}}">x</A>', 'template/html-place'],
  ['a slash for a space', '<a/href="{{url}}">x</a>', 'template/html-place'],
];

const codes = (template: unknown, html = false) =>
  checkTemplate(template, '/body', { html }).map((found) => found.code);

describe('a template', () => {
  it.each(refused)('may not hold %s', (_, template, code) => {
    expect(codes(template)).toContain(code);
    expect(renderTemplate(template as string, { a: [1], name: 'x' }, { escape: 'plain', locale: 'en' }).ok).toBe(false);
  });

  it.each(refusedInHtml)('for HTML may not hold a value in %s', (_, template, code) => {
    expect(codes(template, true)).toContain(code);
  });

  it.each([
    'Dear {{name}},<br>\n{{#each items}}<p title="{{this.what}}">{{what}}: {{cost}}</p>{{else}}<p>none</p>{{/each}}',
    '<table class="wide"><tr>{{#if a}}<td>{{a}}</td>{{/if}}</tr></table> 1 < 2 & <!-- note -->',
    "<a href='https://example.org/cases'>{{record.title}}</a>",
  ])('for HTML may hold %s', (template) => {
    expect(checkTemplate(template, '', { html: true })).toEqual([]);
  });

  it('that was refused ran nothing', () => {
    for (const [, template] of refused) checkTemplate(template, '');
    expect('PWN' in globalThis).toBe(false);
  });

  it('says where the finding is', () => {
    expect(checkTemplate('one\n two {{{name}}}', '/body/en')).toEqual([
      { code: 'template/raw', path: '/body/en', params: { name: 'name', line: 2, column: 6 }, severity: 'error' },
    ]);
  });
});

describe('rendering', () => {
  const plain = (template: string, data: object) =>
    renderTemplate(template, data as never, { escape: 'plain', locale: 'en' });

  it('calls nothing, even when data holds functions', () => {
    let called = false;
    const spy = () => {
      called = true;
      return 'CALLED';
    };
    expect(
      plain('[{{fn}}{{a.fn}}{{#if fn}}{{/if}}{{#with fn}}{{name}}{{/with}}]', { fn: spy, a: { fn: spy } }),
    ).toEqual({ ok: true, value: '[]' });
    expect(called).toBe(false);
  });

  it('reads own properties only', () => {
    const data = Object.create({ inherited: 'SECRET' });
    data.list = [1, 2];
    expect(plain('[{{inherited}}{{list.push}}{{list.map.name}}]', data)).toEqual({ ok: true, value: '[]' });
  });

  it('shows nothing of an object', () => {
    expect(plain('[{{a}}]', { a: { secret: 1 } })).toEqual({ ok: true, value: '[]' });
  });

  it('stops at 1 MB', () => {
    const rows = Array.from({ length: 1200 }, () => 'x'.repeat(1000));
    expect(plain('{{#each rows}}{{this}}{{/each}}', { rows })).toMatchObject({
      ok: false,
      issues: [{ code: 'template/output' }],
    });
  });

  it('stops after its steps, however little it writes', () => {
    const rows = Array.from({ length: 600 }, () => 0);
    const result = plain('{{#each rows}}{{#each ../rows}}{{this}}{{/each}}{{/each}}', { rows });
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'template/output' }] });
  });

  it('escapes for HTML whatever could end text or an attribute', () => {
    const result = renderTemplate(
      '<b title="{{a}}">{{a}}</b>',
      { a: `<img src=x onerror="x('1')">&\`` },
      { escape: 'html', locale: 'en' },
    );
    const shown = '&lt;img src&#61;x onerror&#61;&quot;x(&#39;1&#39;)&quot;&gt;&amp;&#96;';
    expect(result).toEqual({ ok: true, value: `<b title="${shown}">${shown}</b>` });
  });

  it('keeps line breaks in data out of a subject', () => {
    const template = {
      key: 'x',
      title: 'x',
      channel: 'mail',
      format: 'text',
      subject: 'Re: {{a}}',
      body: '{{a}}',
      json: {},
    } as const;
    expect(renderMessage(template, { a: 'x\r\nBcc: y@example.org' }, 'en')).toEqual({
      ok: true,
      value: { subject: 'Re: x Bcc: y@example.org', body: 'x\r\nBcc: y@example.org' },
    });
  });
});
