import { expect, it } from 'vitest';
import { exactTime } from '../../../designer/ui/useMoment.ts';

const at = '2026-12-15T01:00:00.000Z';
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

it("§4: a moment is written on the clocks of the tenant's zone, which is named where the browser has others", () => {
  const far = own === 'Asia/Shanghai' ? 'America/Los_Angeles' : 'Asia/Shanghai';
  const [day, name] = far === 'Asia/Shanghai' ? ['15', 'China Standard Time'] : ['14', 'Pacific Time'];
  expect(exactTime(at, 'en', far)).toContain(`Dec ${day}, 2026`);
  expect(exactTime(at, 'en', far)).toContain(`(${name})`);
  expect(exactTime(at, 'en', own)).not.toContain('(');
});
