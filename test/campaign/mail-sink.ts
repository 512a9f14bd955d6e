// Where a campaign's mails arrive: counts each message by its id, as a receiver that drops second copies would.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type MailSink = { url: string; received: Map<string, number>; stop(): Promise<void> };

export async function startMailSink(): Promise<MailSink> {
  const received = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    // Names of addresses would be asked for over the network, for each message.
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const [, id] = /^message-id:\s*<([^>]+)>/im.exec(Buffer.concat(parts).toString()) ?? [];
        received.set(id ?? 'none', (received.get(id ?? 'none') ?? 0) + 1);
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
