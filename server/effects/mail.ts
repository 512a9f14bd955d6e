import { own } from '../../engine/index.ts';
import type { Deps } from '../deps.ts';
import type { OutboxRow } from '../store/rows.ts';

/** Sends one row of the outbox; rejects when it must be tried again. The row's id lets a receiver drop a second copy. */
export type Sender = (deps: Deps, row: OutboxRow) => Promise<void>;

export const mailSender: Sender = async (deps, row) => {
  const text = (name: string) => {
    const value = own(row.params, name);
    return typeof value === 'string' ? value : undefined;
  };
  const html = text('html');
  await deps.mail.send({
    to: text('to') ?? '',
    subject: text('subject') ?? '',
    text: text('text') ?? plainOf(html ?? ''),
    ...(html !== undefined && { html }),
    key: row.id,
  });
};

// For readers of mail without HTML.
function plainOf(html: string): string {
  return html
    .replace(/<(br|\/p|\/div|\/tr)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .trim();
}
