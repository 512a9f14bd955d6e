import type { IssueCode, Json, JsonObject } from '../../engine/core/index.ts';
import type { FieldTypeName } from '../../engine/fields/index.ts';

/** What a field type answers. `declaration` is a plain example without its `type`; values meet it unless a pair brings its own. */
export type FieldFixture = {
  declaration: JsonObject;
  /** Values as they come in that are right. */
  accepts: Json[];
  /** What is wrong with a value. */
  rejects: [value: Json, code: IssueCode, declaration?: JsonObject][];
  /** What is said of a value that is taken all the same. */
  warns?: [value: Json, code: IssueCode][];
  /** How a value that comes in is stored. */
  stores: [value: Json, stored: Json][];
  /** How a stored value is read in English and in Chinese. */
  shows: [stored: Json, en: string, zh: string][];
  /** What masked readers see. */
  masks: [stored: Json, masked: string][];
  /** Declarations that are right. */
  declares: JsonObject[];
  /** What is wrong with a declaration, and where. */
  refuses: [declaration: JsonObject, code: IssueCode, path: string][];
};

const colours: JsonObject[] = [
  { key: 'red', title: { en: 'Red', 'zh-CN': '红' } },
  { key: 'blue', title: { en: 'Blue', 'zh-CN': '蓝' } },
  { key: 'grey', title: { en: 'Grey', 'zh-CN': '灰' }, retired: true },
];
const file = (name: string, size = 1000): JsonObject => ({
  id: `f-${name}`,
  name,
  size,
  type: 'application/octet-stream',
});

export const fieldFixtures: { [T in FieldTypeName]: FieldFixture } = {
  text: {
    declaration: { minLength: 2, maxLength: 5, pattern: '^[^0]*$' },
    accepts: ['ab', '上海银行', '  ab  ', '😀😀😀😀😀'],
    rejects: [
      ['a', 'field/too-short'],
      ['abcdef', 'field/too-long'],
      ['😀😀😀😀😀😀', 'field/too-long'],
      ['a0', 'field/pattern'],
      [12, 'field/type'],
      [{ text: 'ab' }, 'field/type'],
      [['ab'], 'field/type'],
    ],
    stores: [
      ['  a\tb\n', 'a b'],
      ['cafe\u0301', 'café'],
      ['a\u0000b', 'ab'],
      ['a\u200bb\u202e', 'ab'],
      ['👩\u200d👧', '👩\u200d👧'],
      ['葛\u{e0100}', '葛\u{e0100}'],
      ['ＡＢ', 'ＡＢ'],
    ],
    shows: [['ab', 'ab', 'ab']],
    masks: [
      ['王小明', '王**'],
      ['王', '*'],
    ],
    declares: [{}, { pattern: '\\p{Han}+' }, { mask: { first: 1, last: 1 } }, { default: 'ab', unique: true }],
    refuses: [
      [{ pattern: '(?=a)' }, 'field/bad-pattern', '/pattern'],
      [{ pattern: '(a)\\1' }, 'field/bad-pattern', '/pattern'],
      [{ minLength: 5, maxLength: 2 }, 'field/range', '/minLength'],
      [{ maxLength: 0 }, 'definition/range', '/maxLength'],
      [{ maxlength: 5 }, 'definition/unknown-key', '/maxlength'],
      [{ maxLength: 2, default: 'abc' }, 'field/default', '/default'],
      [{ mask: 'most' }, 'definition/value', '/mask'],
    ],
  },
  'long-text': {
    declaration: { maxLength: 10 },
    accepts: ['a\nb', '一二三四五六七八九十'],
    rejects: [
      ['一二三四五六七八九十一', 'field/too-long'],
      [true, 'field/type'],
    ],
    stores: [
      ['a\r\nb\rc  ', 'a\nb\nc'],
      ['\u2028x', 'x'],
    ],
    shows: [['a\nb', 'a\nb', 'a\nb']],
    masks: [['secret', '***']],
    declares: [{}, { maxLength: 20_000 }],
    refuses: [
      [{ maxLength: 20_001 }, 'definition/range', '/maxLength'],
      [{ pattern: 'a' }, 'definition/unknown-key', '/pattern'],
    ],
  },
  serial: {
    declaration: { pattern: 'ZZ{yyyyMM}-{seq:6}' },
    accepts: ['ZZ202611-000001'],
    rejects: [
      [1, 'field/type'],
      ['x'.repeat(101), 'field/too-long'],
    ],
    stores: [[' ZZ1 ', 'ZZ1']],
    shows: [['ZZ1', 'ZZ1', 'ZZ1']],
    masks: [['ZZ202611-000001', '***********0001']],
    declares: [{ pattern: '{seq}' }, { pattern: 'A{yy}{MM}{dd}{seq:4}B' }],
    refuses: [
      [{ pattern: 'ZZ' }, 'field/serial-number', '/pattern'],
      [{ pattern: '{seq:3}{seq:3}' }, 'field/serial-number', '/pattern'],
      [{ pattern: '{month}{seq}' }, 'field/serial-part', '/pattern'],
      [{ pattern: '{seq:3}}' }, 'field/serial-part', '/pattern'],
      [{ pattern: '{seq}', compute: 'a' }, 'field/not-computed', '/compute'],
    ],
  },
  number: {
    declaration: { min: -5, max: 1_000_000, digits: 2, unit: { en: 'kg', 'zh-CN': '千克' } },
    accepts: [0, -5, 1_000_000, 1.25, '12.5', '１２', '1,234.5', 0.07],
    rejects: [
      [-5.01, 'field/too-small'],
      [1_000_000.01, 'field/too-large'],
      [1.255, 'field/too-precise'],
      ['1,23', 'field/type'],
      ['0,001', 'field/type'],
      ['.', 'field/type'],
      ['abc', 'field/type'],
      ['1e3', 'field/type'],
      ['0x10', 'field/type'],
      [true, 'field/type'],
      [[9], 'field/type'],
      [1e300, 'field/type'],
    ],
    stores: [
      ['１，２３４．５', 1234.5],
      [' -3 ', -3],
      ['−3', -3],
      [-0, 0],
      ['.5', 0.5],
      ['5.', 5],
      ['+5', 5],
    ],
    shows: [[1234.5, '1,234.50 kg', '1,234.50 千克']],
    masks: [[1234, '***']],
    declares: [{}, { digits: 0 }, { compute: 1 }],
    refuses: [
      [{ min: 2, max: 1 }, 'field/range', '/min'],
      [{ digits: 11 }, 'definition/range', '/digits'],
      [{ min: '1' }, 'definition/type', '/min'],
      [{ max: 3, default: 4 }, 'field/default', '/default'],
    ],
  },
  money: {
    declaration: { currency: 'CNY', min: 1, max: 10_000_000 },
    accepts: [1, 10_000_000, '50,000.00', '￥1.5', '100元', '１２．５０'],
    rejects: [
      [0, 'field/too-small'],
      [10_000_001, 'field/too-large'],
      [1.5, 'field/not-an-amount'],
      ['1.234', 'money/too-precise'],
      ['1.000', 'money/too-precise'],
      ['90071992547409.92', 'money/too-large'],
      ['12,50', 'field/not-an-amount'],
      ['1,23,4', 'field/not-an-amount'],
      ['0,001', 'field/not-an-amount'],
      ['$100', 'field/not-an-amount'],
      ['€100', 'field/not-an-amount'],
      ['10%', 'field/not-an-amount'],
      ['12_3', 'field/not-an-amount'],
      ['六万', 'field/not-an-amount'],
      ['1e9', 'field/not-an-amount'],
      ['abc', 'field/not-an-amount'],
      [{}, 'field/not-an-amount'],
      [2 ** 53, 'field/not-an-amount'],
    ],
    stores: [
      ['50,000.00', 5_000_000],
      ['-3.5', -350],
      ['−5', -500],
      ['+5', 500],
      ['.5', 50],
      ['5.', 500],
      ['12。5', 1250],
      ['¥-1.5', -150],
      ['CNY 50,000.00', 5_000_000],
      [5_000_000, 5_000_000],
    ],
    shows: [
      [5_000_000, 'CNY 50,000.00', '50,000.00 元'],
      [-5, 'CNY -0.05', '-0.05 元'],
    ],
    masks: [[5_000_000, '***']],
    declares: [{}, { currency: 'JPY' }, { default: 100 }],
    refuses: [
      [{ currency: 'yuan' }, 'definition/pattern', '/currency'],
      [{ min: 1.5 }, 'definition/type', '/min'],
      [{ min: 5, max: 1 }, 'field/range', '/min'],
    ],
  },
  percent: {
    declaration: { min: 0, max: 1 },
    accepts: [0, 1, 0.05, '5%', '12.25％'],
    rejects: [
      [1.01, 'field/too-large'],
      [-0.01, 'field/too-small'],
      [0.12345, 'field/too-precise'],
      ['five', 'field/not-a-percentage'],
      ['5', 'field/not-a-percentage'],
      ['0.5', 'field/not-a-percentage'],
    ],
    stores: [
      ['5%', 0.05],
      ['7 %', 0.07],
      ['29%', 0.29],
    ],
    shows: [
      [0.05, '5%', '5%'],
      [0.0725, '7.25%', '7.25%'],
    ],
    masks: [[0.5, '***']],
    declares: [{}, { digits: 0 }],
    refuses: [[{ min: 1, max: 0 }, 'field/range', '/min']],
  },
  date: {
    declaration: { min: '2020-01-01', max: 'today' },
    accepts: ['2020-01-01', '2026-11-24', '2024-02-29', '2026/1/5', '２０２６年１月５日'],
    rejects: [
      ['2019-12-31', 'field/too-early'],
      ['2026-11-25', 'field/too-late'],
      ['2026-02-30', 'field/not-a-date'],
      ['20260431', 'field/not-a-date'],
      ['2027-02-29', 'field/not-a-date'],
      ['24.11.2026', 'field/not-a-date'],
      [20261124, 'field/not-a-date'],
      ['2026-11-24T00:00:00.000Z', 'field/not-a-date'],
    ],
    stores: [
      ['2026/1/5', '2026-01-05'],
      ['2026.01.05', '2026-01-05'],
      ['2026年1月5日', '2026-01-05'],
      ['20260105', '2026-01-05'],
      ['2026。1。5', '2026-01-05'],
    ],
    shows: [['2026-11-24', '2026-11-24', '2026-11-24']],
    masks: [['2026-11-24', '***']],
    declares: [{}, { min: 'today' }, { max: 'today', default: { rule: { today: [] } } }],
    refuses: [
      [{ min: '2026-02-30' }, 'field/not-a-date', '/min'],
      [{ min: 'tomorrow' }, 'definition/pattern', '/min'],
      [{ min: '2026-02-01', max: '2026-01-01' }, 'field/range', '/min'],
      [{ default: 'soon' }, 'field/default', '/default'],
    ],
  },
  'date-time': {
    declaration: {},
    accepts: ['2026-11-24T07:00:00.000Z', '2026-11-24T15:00:00+08:00'],
    rejects: [
      ['2026-11-24', 'field/not-a-time'],
      ['2026-11-24 15:00', 'field/not-a-time'],
      ['2026-11-24T25:00:00Z', 'field/not-a-time'],
      [0, 'field/not-a-time'],
    ],
    stores: [
      ['2026-11-24T15:00:00+08:00', '2026-11-24T07:00:00.000Z'],
      ['2026-11-24T07:00Z', '2026-11-24T07:00:00.000Z'],
      ['2026-01-01T00:30:00.5-01:00', '2026-01-01T01:30:00.500Z'],
    ],
    shows: [['2026-11-24T07:00:00.000Z', '2026-11-24 15:00', '2026-11-24 15:00']],
    masks: [['2026-11-24T07:00:00.000Z', '***']],
    declares: [{ default: { rule: { now: [] } } }],
    refuses: [[{ min: 'today' }, 'definition/unknown-key', '/min']],
  },
  choice: {
    declaration: { options: colours },
    accepts: ['red', ' blue '],
    rejects: [
      ['green', 'field/not-an-option'],
      ['grey', 'field/option-retired'],
      ['toString', 'field/not-an-option'],
      [1, 'field/not-an-option'],
      [['red'], 'field/not-an-option'],
    ],
    stores: [[' red', 'red']],
    shows: [
      ['red', 'Red', '红'],
      ['grey', 'Grey', '灰'],
      ['gone', 'gone', 'gone'],
    ],
    masks: [['red', '***']],
    declares: [{ options: 'colours' }, { options: colours, default: 'red' }],
    refuses: [
      [{}, 'definition/required', ''],
      [{ options: 'unknown-set' }, 'field/unknown-options', '/options'],
      [{ options: [...colours, colours[0] ?? {}] }, 'field/duplicate-option', '/options/3/key'],
      [{ options: [{ key: 'a', title: 'A', parent: 'b' }] }, 'field/unknown-option', '/options/0/parent'],
      [{ options: [{ key: 'a', title: 'A', parent: 'a' }] }, 'field/option-circle', '/options/0/parent'],
      [{ options: [{ key: 'a b', title: 'A' }] }, 'definition/pattern', '/options/0/key'],
      [{ options: colours, default: 'green' }, 'field/default', '/default'],
    ],
  },
  'multi-choice': {
    declaration: { options: colours, min: 1, max: 2 },
    accepts: [['red'], ['blue', 'red'], 'red'],
    rejects: [
      [['red', 'green'], 'field/not-an-option'],
      [['grey'], 'field/option-retired'],
      [['red', 'blue', 'grey'], 'field/too-many-chosen'],
      [['red'], 'field/too-few-chosen', { options: colours, min: 2 }],
      [{ red: true }, 'field/type'],
    ],
    stores: [
      ['red', ['red']],
      [['red', ' red', ''], ['red']],
    ],
    shows: [[['red', 'blue'], 'Red, Blue', '红、蓝']],
    masks: [[['red'], '***']],
    declares: [{ options: colours }, { options: 'colours', default: ['red'] }],
    refuses: [
      [{ options: colours, min: 3, max: 2 }, 'field/range', '/min'],
      [{ options: 'unknown-set' }, 'field/unknown-options', '/options'],
    ],
  },
  boolean: {
    declaration: {},
    accepts: [true, false, '是', 'No', 'TRUE'],
    rejects: [
      ['maybe', 'field/type'],
      [1, 'field/type'],
      [['a'], 'field/type'],
    ],
    stores: [
      ['是', true],
      ['否', false],
      ['Yes', true],
    ],
    shows: [
      [true, 'Yes', '是'],
      [false, 'No', '否'],
    ],
    masks: [[true, '***']],
    declares: [{ default: false }],
    refuses: [
      [{ default: 'maybe' }, 'field/default', '/default'],
      [{ required: 'yes' }, 'definition/type', '/required'],
    ],
  },
  person: {
    declaration: { role: 'clerk', within: 'actor.unit' },
    accepts: ['p-1', { id: 'p-1', title: 'Li' }, { id: 'p-1', title: { en: 'Li', 'zh-CN': '李' } }],
    rejects: [
      [{ title: 'Li' }, 'field/type'],
      [{ id: 7 }, 'field/type'],
      [7, 'field/type'],
      ['x'.repeat(65), 'field/type'],
    ],
    stores: [
      ['p-1', { id: 'p-1' }],
      [
        { id: 'p-1', name: 'Li', unit: 'u', roles: [] },
        { id: 'p-1', title: 'Li' },
      ],
    ],
    shows: [
      [{ id: 'p-1', title: { en: 'Li', 'zh-CN': '李' } }, 'Li', '李'],
      [{ id: 'p-1' }, 'p-1', 'p-1'],
    ],
    masks: [[{ id: 'p-1', title: '王小明' }, '王**']],
    declares: [{}, { default: { rule: { var: 'actor' } } }],
    refuses: [[{ role: 'Big Boss' }, 'definition/pattern', '/role']],
  },
  unit: {
    declaration: {},
    accepts: ['u-1', { id: 'u-1', title: 'Branch' }],
    rejects: [
      [{ title: 'Branch' }, 'field/type'],
      [false, 'field/type'],
    ],
    stores: [
      [
        { id: 'u-1', title: 'Branch', kind: 'branch' },
        { id: 'u-1', title: 'Branch' },
      ],
    ],
    shows: [[{ id: 'u-1', title: { en: 'Branch', 'zh-CN': '分行' } }, 'Branch', '分行']],
    masks: [[{ id: 'u-1', title: '上海分行' }, '上***']],
    declares: [{ default: { rule: { var: 'actor.unit' } } }],
    refuses: [[{ role: 'x' }, 'definition/unknown-key', '/role']],
  },
  phone: {
    declaration: {},
    accepts: [
      '13812345678',
      '021-62345678',
      '0755-62345678',
      '4001234567',
      '+86 138 1234 5678',
      '(010) 62345678',
      '021-62345678-801',
    ],
    rejects: [
      ['12812345678', 'field/phone'],
      ['1381234567', 'field/phone'],
      ['0755-1234567', 'field/phone'],
      ['62345678', 'field/phone'],
      ['abc', 'field/phone'],
      [13812345678, 'field/type'],
    ],
    stores: [
      ['１３８ １２３４ ５６７８', '13812345678'],
      ['+86-13812345678', '13812345678'],
      ['0086 21 62345678', '021-62345678'],
      ['02162345678', '021-62345678'],
      ['（０２１）62345678', '021-62345678'],
      ['075562345678转801', '0755-62345678-801'],
    ],
    shows: [['021-62345678', '021-62345678', '021-62345678']],
    masks: [['13812341234', '138****1234']],
    declares: [{ country: 'CN', personal: true }],
    refuses: [[{ country: 'US' }, 'definition/value', '/country']],
  },
  email: {
    declaration: {},
    accepts: ['li.hua+x@example.com', 'ｌｉ@example.com', 'li@例子.中国'],
    rejects: [
      ['li@', 'field/email'],
      ['@example.com', 'field/email'],
      ['li@example', 'field/email'],
      ['li hua@example.com', 'field/email'],
      ['li..hua@example.com', 'field/email'],
      ['li@-example.com', 'field/email'],
      [`${'a'.repeat(65)}@example.com`, 'field/email'],
      [5, 'field/type'],
    ],
    stores: [
      [' Li@EXAMPLE.Com ', 'Li@example.com'],
      ['ｌｉ＠example.com', 'li@example.com'],
    ],
    shows: [['li@example.com', 'li@example.com', 'li@example.com']],
    masks: [['lihua@example.com', 'l***@example.com']],
    declares: [{ unique: true }],
    refuses: [[{ country: 'CN' }, 'definition/unknown-key', '/country']],
  },
  'id-number': {
    declaration: {},
    accepts: [
      '11010519491231002X',
      '11010519491231002x',
      '１１０１０５１９４９１２３１００２Ｘ',
      '440308199901101512',
      '911840198108030022',
    ],
    rejects: [
      ['11010519491231002', 'field/id-number-length'],
      ['1101051949123100XX', 'field/id-number-characters'],
      ['99010519491231002X', 'field/id-number-region'],
      ['11010519490231002X', 'field/id-number-birth'],
      ['11010530491231002X', 'field/id-number-birth'],
      ['110105194912310021', 'field/id-number-check'],
      [110105, 'field/type'],
    ],
    stores: [['110105 19491231 002x', '11010519491231002X']],
    shows: [['11010519491231002X', '11010519491231002X', '11010519491231002X']],
    masks: [['11010519491231002X', '110105********002X']],
    declares: [{ personal: true, encrypted: true }, { mask: { first: 6, last: 1 } }],
    refuses: [[{ mask: { first: 30 } }, 'definition/range', '/mask/first']],
  },
  'bank-account': {
    declaration: {},
    accepts: [
      '6222021001112223331',
      '4111 1111 1111 1111',
      '31000000000000000012',
      '12345678',
      '0200001009014455667',
      '６２２２０２１００１１１２２２３３３１',
    ],
    rejects: [
      ['1234567', 'field/account-length'],
      ['4'.repeat(33), 'field/account-length'],
      ['4111x11111111111', 'field/account-characters'],
      [4111111111111111, 'field/type'],
    ],
    warns: [
      ['6222021001112223332', 'field/account-check'],
      ['6217000000000000013', 'field/account-check'],
    ],
    stores: [['4111-1111 1111-1111', '4111111111111111']],
    shows: [['4111111111111111', '4111 1111 1111 1111', '4111 1111 1111 1111']],
    masks: [['6222021001112223331', '622202*********3331']],
    declares: [{ default: '6222021001112223331' }, { default: '6222021001112223332' }],
    refuses: [[{ default: '6222' }, 'field/default', '/default']],
  },
  reference: {
    declaration: { form: 'partner', display: 'name', carry: ['level', 'limit'] },
    accepts: ['r-1', { id: 'r-1', name: 'ACME', level: 'red', limit: 100 }],
    rejects: [
      [{ name: 'ACME' }, 'field/type'],
      [{ id: '', name: 'x' }, 'field/type'],
      [4, 'field/type'],
    ],
    stores: [
      ['r-1', { id: 'r-1' }],
      [
        { id: 'r-1', name: ' ACME ', secret: 'x', limit: null },
        { id: 'r-1', name: 'ACME' },
      ],
    ],
    shows: [
      [{ id: 'r-1', name: 'ACME' }, 'ACME', 'ACME'],
      [{ id: 'r-1' }, 'r-1', 'r-1'],
    ],
    masks: [[{ id: 'r-1', name: '王小明' }, '王**']],
    declares: [
      { form: 'partner', display: 'name' },
      { form: 'partner', display: 'name', fill: { note: 'level' } },
    ],
    refuses: [
      [{ display: 'name' }, 'definition/required', ''],
      [{ form: 'nobody', display: 'name' }, 'field/unknown-form', '/form'],
      [{ form: 'partner', display: 'nmae' }, 'field/unknown-linked-field', '/display'],
      [{ form: 'partner', display: 'name', carry: ['level', 'x'] }, 'field/unknown-linked-field', '/carry/1'],
      [{ form: 'partner', display: 'name', carry: ['rows'] }, 'field/not-carried', '/carry/0'],
      [{ form: 'partner', display: 'name', fill: { note: 'x' } }, 'field/unknown-linked-field', '/fill/note'],
    ],
  },
  'line-items': {
    declaration: { fields: { what: { type: 'text', maxLength: 3 }, cost: { type: 'money' } }, minRows: 1, maxRows: 2 },
    accepts: [[{ what: 'a', cost: 1 }], [{}, {}], { what: 'a' }],
    rejects: [
      [[{}, {}, {}], 'field/too-many-rows'],
      [[{ what: 'abcd' }], 'field/too-long'],
      [[{ cost: 'x' }], 'field/not-an-amount'],
      [[{ colour: 'red' }], 'field/unknown-part'],
      [['a'], 'field/type'],
      ['a', 'field/type'],
    ],
    stores: [
      [[{ what: ' a ', cost: '1.50', note: null }], [{ what: 'a', cost: 150 }]],
      [[{ what: '' }], [{}]],
    ],
    shows: [
      [[{}], '1 row', '1 行'],
      [[{}, {}], '2 rows', '2 行'],
    ],
    masks: [[[{}], '***']],
    declares: [{ fields: { a: { type: 'boolean' } } }],
    refuses: [
      [{}, 'definition/required', ''],
      [{ fields: {} }, 'definition/range', '/fields'],
      [{ fields: { a: { type: 'txt' } } }, 'field/unknown-type', '/fields/a/type'],
      [{ fields: { a: { type: 'text', maxLength: 'x' } } }, 'definition/type', '/fields/a/maxLength'],
      [{ fields: { row: { type: 'text' } } }, 'definition/name', '/fields/row'],
      [{ fields: { a: { type: 'line-items', fields: { b: { type: 'text' } } } } }, 'field/nested-rows', '/fields/a'],
      [{ fields: { a: { type: 'text' } }, minRows: 3, maxRows: 2 }, 'field/range', '/minRows'],
      [{ fields: { a: { type: 'text' } }, compute: 1 }, 'field/not-computed', '/compute'],
    ],
  },
  attachment: {
    declaration: { accept: ['.pdf', '.PNG'], maxSize: '1MB', maxFiles: 2 },
    accepts: [[file('a.pdf')], file('b.png'), [file('A.PDF'), file('b.Png', 1_048_576)]],
    rejects: [
      [[file('a.exe')], 'field/file-type'],
      [[file('a.pdf.exe')], 'field/file-type'],
      [[file('a.pdf', 1_048_577)], 'field/file-too-large'],
      [[file('a.pdf'), file('b.pdf'), file('c.pdf')], 'field/too-many-files'],
      [[{ name: 'a.pdf', size: 1 }], 'field/type'],
      ['a.pdf', 'field/type'],
    ],
    stores: [
      [file('a.pdf'), [file('a.pdf')]],
      [[{ ...file('a.pdf'), path: '/etc/passwd' }, null, ''], [file('a.pdf')]],
    ],
    shows: [[[file('a.pdf'), file('b.png')], 'a.pdf, b.png', 'a.pdf、b.png']],
    masks: [[[file('a.pdf')], '***']],
    declares: [{}, { maxSize: '500KB' }, { maxSize: '2.5 MB' }],
    refuses: [
      [{ accept: ['pdf'] }, 'definition/pattern', '/accept/0'],
      [{ maxSize: '5GB' }, 'definition/pattern', '/maxSize'],
      [{ maxSize: '101MB' }, 'field/file-size', '/maxSize'],
      [{ compute: 1 }, 'field/not-computed', '/compute'],
    ],
  },
};
