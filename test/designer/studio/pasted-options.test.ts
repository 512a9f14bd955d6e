import { describe, expect, it } from 'vitest';
import { above, levelsOf } from '../../../designer/studio/options-designer/levels.ts';
import { readPasted } from '../../../designer/studio/options-designer/pasted-options.ts';
import type { JsonObject } from '../../../engine/index.ts';

const items: JsonObject[] = [
  { key: 'a', title: { en: 'A', 'zh-CN': '甲' }, retired: true },
  { key: 'b', title: 'B' },
];
const read = (text: string) =>
  readPasted(text, items).map((line) => [
    line.number,
    line.verdict === 'refused' ? line.reason : line.verdict,
    line.item,
  ]);

describe('options pasted from a sheet', () => {
  it('are value, Chinese and English title, and the value above', () => {
    expect(read('c\t丙\tC\nc1\t丙一\tC one\tc\r\n')).toEqual([
      [1, 'new', { key: 'c', title: { en: 'C', 'zh-CN': '丙' } }],
      [2, 'new', { key: 'c1', title: { en: 'C one', 'zh-CN': '丙一' }, parent: 'c' }],
    ]);
  });

  it('change the titles of those that are there, and only what they say', () => {
    expect(read('a\t甲方\na\t甲\nb\tB\tB')).toEqual([
      [1, 'changed', { key: 'a', title: { en: 'A', 'zh-CN': '甲方' } }],
      [2, 'twice', { key: 'a', title: { 'zh-CN': '甲' } }],
      [3, 'changed', { key: 'b', title: { en: 'B', 'zh-CN': 'B' } }],
    ]);
    expect(read('a\t甲\tA')).toEqual([[1, 'same', { key: 'a', title: { en: 'A', 'zh-CN': '甲' } }]]);
  });

  it.each([
    ['坏\t丙\tC', 'bad-value'],
    ['\t丙\tC', 'bad-value'],
    ['c\t\t', 'new'],
    ['c\t\t\tb', 'no-title'],
    ['c\t丙\tC\tnobody', 'unknown-parent'],
    ['c\t丙\tC\tc', 'itself-parent'],
  ])('say of %j that it is %s', (text, verdict) => {
    expect(read(text).map(([, said]) => said)).toEqual([verdict]);
  });

  it('may be a list of names alone; a name that cannot be a value gets one', () => {
    expect(read('c\n货款\n\n租金')).toEqual([
      [1, 'new', { key: 'c', title: 'c' }],
      [2, 'new', { key: 'option-3', title: '货款' }],
      [4, 'new', { key: 'option-4', title: '租金' }],
    ]);
  });

  it('may have their columns in another order, where the first line names them', () => {
    expect(read('英文\t中文名称\t编码\nC\t丙\tc')).toEqual([
      [2, 'new', { key: 'c', title: { en: 'C', 'zh-CN': '丙' } }],
    ]);
  });

  it('keep tabs, breaks and quotes that stand in a quoted cell', () => {
    expect(read('c\t"丙\t""三""\n四"\tC')).toEqual([
      [1, 'new', { key: 'c', title: { en: 'C', 'zh-CN': '丙\t"三" 四' } }],
    ]);
  });

  it('are refused beyond what a set may hold', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `k${index}\t${index}`).join('\n');
    const lines = read(many).map(([, verdict]) => verdict);
    expect(lines.filter((verdict) => verdict === 'new')).toHaveLength(4_998);
    expect(lines.slice(-2)).toEqual(['too-many', 'too-many']);
  });

  it('are none in an empty text', () => {
    expect(read(' \n\t\n')).toEqual([]);
  });
});

describe('levels of options', () => {
  const tree = levelsOf([
    { key: 'top' },
    { key: 'middle', parent: 'top' },
    { key: 'leaf', parent: 'middle' },
    { key: 'one', parent: 'two' },
    { key: 'two', parent: 'one' },
    'no option',
  ]);
  it.each([
    ['top', []],
    ['leaf', ['middle', 'top']],
    ['one', ['two', 'one']],
    ['nobody', []],
  ])('above %s stand %j', (key, found) => {
    expect(above(tree, key)).toEqual(found);
  });
});
