import { localise } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import type { PersonRow } from '../../store/rows.ts';

type Done = 'password' | 'second-factor';

const said = {
  password: {
    title: { en: 'A new password was issued for your account', 'zh-CN': '您的账户密码已被重置' },
    text: {
      en: '{who} issued a new password for your account at {at}. If you did not ask for it, tell your security officer.',
      'zh-CN': '{who}于 {at} 为您的账户重置了密码。如非您本人要求，请立即联系安全管理员。',
    },
  },
  'second-factor': {
    title: { en: 'The second factor of your account was removed', 'zh-CN': '您的账户双重验证已被解除' },
    text: {
      en: '{who} removed the second factor of your account at {at}. If you did not ask for it, tell your security officer.',
      'zh-CN': '{who}于 {at} 解除了您账户的双重验证。如非您本人要求，请立即联系安全管理员。',
    },
  },
} as const;

/** Tells the owner of an account what an administrator did to it: in the application, and by mail where there is an address. */
export async function tellOwner(
  deps: Deps,
  tx: TenantStore,
  caller: Caller,
  person: PersonRow,
  done: Done,
): Promise<void> {
  const locale = person.locale === 'en' ? 'en' : 'zh-CN';
  const at = deps.clock.now();
  const who = localise(caller.actor.title, locale) || caller.actor.name;
  const title = said[done].title[locale];
  const text = said[done].text[locale].replace('{who}', who).replace('{at}', at.slice(0, 16).replace('T', ' '));
  const id = deps.ids.next();
  await tx.notices.insert({ id, person: person.id, title, text, at, read: false });
  if (!deps.mail.enabled || person.email === undefined) return;
  await tx.outbox.insert({
    id: `account:${id}`,
    type: 'send-mail',
    params: { to: person.email, subject: title, text },
    createdAt: at,
    dueAt: at,
    attempts: 0,
    status: 'waiting',
  });
}
