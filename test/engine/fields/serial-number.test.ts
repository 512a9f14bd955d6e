import { describe, expect, it } from 'vitest';
import { formatSerial, serialPatternIssues, serialScope } from '../../../engine/fields/index.ts';

const evening = '2026-12-31T16:30:00.000Z';

describe('a serial number', () => {
  it.each([
    ['ZZ{yyyyMM}-{seq:6}', 'Asia/Shanghai', 7, 'ZZ202701-{seq}', 'ZZ202701-000007'],
    ['ZZ{yyyyMM}-{seq:6}', 'UTC', 7, 'ZZ202612-{seq}', 'ZZ202612-000007'],
    ['{yy}{MM}{dd}/{seq}', 'UTC', 12, '261231/{seq}', '261231/12'],
    ['KH-{seq:2}', 'UTC', 123, 'KH-{seq}', 'KH-123'],
    ['{yyyyMMdd}{seq:3}{yyyy}', 'UTC', 1, '20261231{seq}2026', '202612310012026'],
  ])('of %s in %s with %d counts in %s and is %s', (pattern, zone, seq, scope, number) => {
    expect(serialScope(pattern, evening, zone)).toBe(scope);
    expect(formatSerial(pattern, evening, zone, seq)).toBe(number);
    expect(serialPatternIssues(pattern, '')).toEqual([]);
  });

  it.each([
    ['no number', ['field/serial-number']],
    ['{seq:13}', ['field/serial-part', 'field/serial-number']],
    ['{seq:0}', ['field/serial-part', 'field/serial-number']],
    ['{constructor}{seq}', ['field/serial-part']],
    ['{seq', ['field/serial-number', 'field/serial-part']],
  ])('cannot be made by "%s"', (pattern, codes) => {
    expect(serialPatternIssues(pattern, '').map(({ code }) => code)).toEqual(codes);
  });
});
