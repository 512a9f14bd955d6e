import { describe, expect, it } from 'vitest';
import { messageOf } from '../../../engine/core/issue.ts';
import type { Json, JsonObject } from '../../../engine/core/json.ts';
import { checkPack } from '../../../engine/packs/check-pack.ts';
import { type Change, changedPack } from './changed-pack.ts';

const at = '/chart/states/rejected/exit';
const action = (type: string, params: JsonObject): Change => ['workflow/transfer-approval', at, [{ type, params }]];
const closed = (access: string): Change => ['form/transfer', '/access/finance/fields', { purpose: access }];
const rule: Json = { rule: { cat: [{ var: 'purpose' }, '!'] } };
const set = action('set', { voucherNo: rule });
const made = action('create-record', { form: 'customer', data: { name: rule } });
const found = (...changes: Change[]) =>
  checkPack(changedPack(changes), [])
    .map(({ issue }) => issue)
    .filter(({ code }) => code === 'pack/closed-copy');

describe('N13: a chart that writes a closed value where the role reads it', () => {
  it.each([
    ['sets a field of the same form', set, `${at}/0/params/voucherNo`],
    ['makes a record of another form', made, `${at}/0/params/data/name`],
  ] as const)('is refused by name: %s', (_what, change, path) => {
    for (const access of ['hidden', 'masked']) {
      const issues = found(change, closed(access));
      expect(issues.map((issue) => [issue.path, issue.severity])).toEqual([[path, 'error']]);
      expect(messageOf(issues[0] as (typeof issues)[0], 'en')).toMatch(/"Purpose".*"Finance.*may not read "Purpose"/);
    }
  });

  it('goes through where the role reads the value, reads neither, or is given the copy on purpose', () => {
    expect(found(set)).toEqual([]);
    expect(found(made)).toEqual([]);
    for (const copy of ['hidden', 'masked', 'read'])
      expect(found(set, ['form/transfer', '/access/finance/fields', { purpose: 'hidden', voucherNo: copy }])).toEqual(
        [],
      );
  });
});
