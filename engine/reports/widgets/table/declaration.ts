import type { Issue } from '../../../core/issue.ts';
import type { JsonObject } from '../../../core/json.ts';

export const declaration: { [key: string]: JsonObject } = {
  rank: { description: 'A first column with the place by the first measure; equals share one.', type: 'boolean' },
};

export function checkTable(): Issue[] {
  return [];
}
