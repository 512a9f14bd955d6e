import type { Config } from '../config.ts';
import type { Mail } from '../deps.ts';

/** Longest that one mail may take, of all tries to connect and answers together: below the lease of its row. */
export const MAIL_SECONDS = 20;
const CONNECTIONS = 4;
const timeouts = { dnsTimeout: 5_000, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/** Mail over SMTP; without a server configured, none leaves. */
export function createMail(smtp: Config['smtp']): Mail {
  if (!smtp) {
    return {
      enabled: false,
      send: () => Promise.reject(new Error('No mail server is configured (SMTP_URL)')),
      close: () => undefined,
    };
  }
  // Loaded with the first mail: most installations begin without.
  const connect = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: smtp.url,
      pool: true,
      maxConnections: CONNECTIONS,
      ...timeouts,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  let transport: ReturnType<typeof connect> | undefined;
  return {
    enabled: true,
    async send({ to, subject, text, html, key }) {
      // The id is the same for each attempt, so that a receiver can drop the second copy.
      const messageId = `<${key.replace(/[^A-Za-z0-9.-]/g, '.')}@dougong>`;
      transport ??= connect();
      const open = await transport;
      const message = {
        from: smtp.from,
        to,
        subject: subject.replace(/[\r\n]+/g, ' '),
        text,
        ...(html !== undefined && { html }),
        messageId,
      };
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          // Its connections may hang as this one does: the next mail begins with new ones.
          transport = undefined;
          open.close();
          reject(new Error('The mail server did not answer in time'));
        }, MAIL_SECONDS * 1000);
      });
      await Promise.race([open.sendMail(message), late]).finally(() => clearTimeout(timer));
    },
    close() {
      void transport?.then((open) => open.close());
      transport = undefined;
    },
  };
}
