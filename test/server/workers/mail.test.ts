import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createMail, MAIL_SECONDS } from '../../../server/ports/mail.ts';
import { scrub } from '../../../server/scrub.ts';
import { LEASE_SECONDS } from '../../../server/workers/back-off.ts';

it('H16 gives up a mail server that says nothing, well before another server may send the mail', async () => {
  const held: Socket[] = [];
  const silent = createServer((socket) => held.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const mail = createMail({ url: `smtp://127.0.0.1:${port}`, from: 'a@bank.example' });
  const from = performance.now();
  await expect(mail.send({ to: 'b@bank.example', subject: 's', text: 't', key: 'k' })).rejects.toThrow();
  expect(performance.now() - from).toBeLessThan(MAIL_SECONDS * 1000);
  expect(MAIL_SECONDS).toBeLessThan(LEASE_SECONDS);
  mail.close();
  for (const socket of held) socket.destroy();
  silent.close();
});

it('H20 keeps no address, number or password of an error in a log', () => {
  expect(scrub('550 5.1.1 <wang.min@bank.example>: no such user 6222021001112223372')).toBe(
    '550 5.1.1 <…@…>: no such user …',
  );
  expect(scrub('connect smtp://app:s3cret@mail.example:25')).toBe('connect smtp://…@mail.example:25');
});
