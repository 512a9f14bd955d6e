import type { JsonObject } from '../../engine/index.ts';
import { smallPack } from './small-pack.ts';

const chart: JsonObject = {
  initial: 'first',
  states: {
    first: {
      meta: {
        step: {
          type: 'approval',
          title: { en: 'First look', 'zh-CN': '初审' },
          guide: { en: 'Read it twice.', 'zh-CN': '请仔细阅读。' },
          assign: [{ by: 'pool', role: 'finance' }],
        },
      },
      on: { approve: 'second', reject: 'refused' },
    },
    second: {
      meta: {
        step: {
          type: 'approval',
          title: { en: 'Second look', 'zh-CN': '复核' },
          assign: [{ by: 'choice', of: 'previous', role: 'director', max: 1 }],
        },
      },
      on: { approve: 'delivery', reject: 'refused' },
    },
    delivery: {
      meta: { step: { type: 'wait', title: { en: 'Delivery', 'zh-CN': '等待送达' } } },
      on: { delivered: 'last', lost: 'refused' },
    },
    last: {
      meta: {
        step: {
          type: 'approval',
          title: { en: 'Last look', 'zh-CN': '终审' },
          assign: [{ by: 'choice', of: 'initiator', role: 'president' }],
        },
      },
      on: { approve: 'kept', reject: 'refused' },
    },
    kept: { type: 'final', meta: { outcome: 'approved' } },
    refused: { type: 'final', meta: { outcome: 'rejected' } },
  },
};

/** Notes that a pool looks at first, then a chosen director; then the case waits for a delivery; a president whom the maker chose ends it. */
export function waitingPack(): { [file: string]: JsonObject } {
  const files = smallPack('notes', 'note');
  const roles = files['notes/roles/notes-roles.json'] as { roles: JsonObject };
  roles.roles.director = { title: { en: 'Director', 'zh-CN': '总监' } };
  roles.roles.president = { title: { en: 'President', 'zh-CN': '行长' } };
  // Whom a step asks must see what they decide about.
  const form = files['notes/forms/note.json'] as { access: JsonObject };
  Object.assign(form.access, { director: { read: 'all' }, president: { read: 'all' } });
  return {
    ...files,
    'notes/workflows/note-approval.json': {
      kind: 'workflow',
      key: 'note-approval',
      title: { en: 'Approval of notes', 'zh-CN': '便笺审批' },
      form: 'note',
      start: { on: 'create', roles: ['maker'] },
      no: 'BJ{yyyyMM}-{seq:4}',
      events: {
        delivered: { title: { en: 'Delivered', 'zh-CN': '已送达' }, roles: ['finance'] },
        lost: { title: { en: 'Lost', 'zh-CN': '已遗失' }, roles: ['finance'] },
      },
      chart,
    },
  };
}
