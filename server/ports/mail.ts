import type { Config } from '../config.ts';
import type { Mail } from '../deps.ts';

/** Mail over SMTP; without a server configured, none leaves. */
export function createMail(smtp: Config['smtp']): Mail {
  if (!smtp) {
    return { enabled: false, send: () => Promise.reject(new Error('No mail server is configured (SMTP_URL)')) };
  }
  // Loaded with the first mail: most installations begin without.
  const connect = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport(smtp.url, { from: smtp.from, disableFileAccess: true, disableUrlAccess: true });
  };
  let transport: ReturnType<typeof connect> | undefined;
  return {
    enabled: true,
    async send({ to, subject, text, html, key }) {
      // The id is the same for each attempt, so that a receiver can drop the second copy.
      const messageId = `<${key.replace(/[^A-Za-z0-9.-]/g, '.')}@dougong>`;
      transport ??= connect();
      await (await transport).sendMail({
        to,
        subject: subject.replace(/[\r\n]+/g, ' '),
        text,
        ...(html !== undefined && { html }),
        messageId,
      });
    },
  };
}
