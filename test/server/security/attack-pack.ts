// A small pack with one definition of each kind that an attacker may write in.
import type { JsonObject } from '../../../engine/index.ts';
import { smallPack } from '../../support/small-pack.ts';

export const both = (text: string): JsonObject => ({ en: text, 'zh-CN': text });

/** `notes` with a number to decide by, a workflow, a message and a list of options. */
export function attackPack(): { [file: string]: JsonObject } {
  const files = smallPack();
  const form = files['notes/forms/note.json'] as JsonObject;
  const roles = files['notes/roles/notes-roles.json'] as JsonObject;
  const finance = { type: 'approval', title: both('Review'), assign: [{ by: 'role', role: 'finance' }] };
  return {
    ...files,
    'notes/forms/note.json': {
      ...form,
      fields: {
        ...(form.fields as JsonObject),
        size: { type: 'number', title: both('Size') },
        secret: { type: 'text', title: both('Secret'), maxLength: 20 },
        parts: {
          type: 'line-items',
          title: both('Parts'),
          fields: { name: { type: 'text', title: both('Name') }, cost: { type: 'number', title: both('Cost') } },
        },
      },
      access: {
        ...(form.access as JsonObject),
        auditor: { read: 'all', fields: { secret: 'hidden' } },
        manager: { read: 'all', fields: { secret: 'masked' } },
      },
    },
    'notes/roles/notes-roles.json': roles,
    'notes/workflows/note-review.json': {
      kind: 'workflow',
      key: 'note-review',
      title: both('Review'),
      form: 'note',
      start: { on: 'create', roles: ['maker'] },
      chart: {
        initial: 'review',
        states: {
          review: {
            meta: { step: { ...finance, empty: 'incident', opinion: 'on-reject', separate: ['initiator'] } },
            on: { approve: 'kept', reject: 'refused' },
          },
          kept: { type: 'final', meta: { title: both('Kept'), outcome: 'approved' } },
          refused: { type: 'final', meta: { title: both('Refused'), outcome: 'rejected' } },
        },
      },
    },
    'notes/templates/told.json': {
      kind: 'template',
      key: 'told',
      title: both('Told'),
      channel: 'notice',
      subject: both('{{record.title}}'),
      body: both('{{record.title}}'),
    },
  };
}
