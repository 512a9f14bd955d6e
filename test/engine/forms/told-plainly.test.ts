// What a person reads of a form that is not right: said by what is to be done, once.
import { describe, expect, it } from 'vitest';
import { type JsonObject, messageOf } from '../../../engine/core/index.ts';
import { settle } from '../../../engine/forms/index.ts';
import { contextOf, formWith, told } from './sample.ts';

const choice = {
  type: 'choice',
  required: true,
  title: { en: 'Purpose', 'zh-CN': '用途' },
  options: [{ key: 'a', title: 'A' }],
};
const issuesOf = (fields: JsonObject, data: JsonObject) => {
  const form = formWith(fields);
  return settle(form, data, contextOf(form)).issues;
};

describe('what is wrong with a form', () => {
  it('users F31: a refused format is said again, since it no longer stands in the box', () => {
    const placeholder = { en: 'Two letters and six digits', 'zh-CN': '两位字母加六位数字' };
    const no = { type: 'text', pattern: '^[A-Z]{2}[0-9]{6}$' };
    const [found] = issuesOf({ no: { ...no, placeholder } }, { no: 'ab12' });
    expect(found && messageOf(found, 'zh-CN')).toBe('格式不符合要求：两位字母加六位数字');
    expect(found && messageOf(found, 'en')).toBe('Does not have the required form: Two letters and six digits');
    const [plain] = issuesOf({ no }, { no: 'ab12' });
    expect(plain && messageOf(plain, 'zh-CN')).toBe('格式不符合要求');
    const [helped] = issuesOf({ no: { ...no, help: 'AB123456' } }, { no: 'ab12' });
    expect(helped && messageOf(helped, 'en')).toBe('Does not have the required form: AB123456');
  });

  it.each([
    ['a choice', choice, '请选择用途'],
    ['a person', { type: 'person', required: true, title: '经办人' }, '请选择经办人'],
    ['a file', { type: 'attachment', required: true, title: '证明材料' }, '请上传证明材料'],
    ['a text', { type: 'text', required: true, title: '说明' }, '请填写说明'],
  ])('users F32: %s that is missing is asked for by what is done with it', (_what, field, text) => {
    const [found] = issuesOf({ x: field }, {});
    expect(found && messageOf(found, 'zh-CN')).toBe(text);
    expect(found?.code).toBe('field/required');
  });

  it('users F32: a computed field is not blamed for what it is computed from, and is told where nothing else is wrong', () => {
    const cost = { type: 'money', required: true, min: 1 };
    const fields = {
      items: { type: 'line-items', fields: { cost } },
      total: { type: 'money', min: 100, compute: { sum: [{ var: 'items' }, 'cost'] } },
    };
    expect(told(issuesOf(fields, { items: [{}] }))).toEqual(['field/required /items/0/cost']);
    expect(told(issuesOf(fields, { items: [{ cost: 5 }] }))).toEqual(['field/too-small /total']);
    expect(told(issuesOf(fields, { items: [{ cost: 100 }] }))).toEqual([]);
  });
});
