import type { JsonObject, Session, SessionSettings } from '../../../engine/index.ts';
import type { Caller, Deps } from '../../deps.ts';
import { appendAudit, byCaller } from '../../domain/audit/append-audit.ts';
import { organisationChanged } from '../../domain/people/organisation-changes.ts';
import { notFound } from '../../fault.ts';
import { currentSession } from './current-session.ts';

/** The person's own settings; answers the session with them. */
export async function saveOwnSettings(deps: Deps, caller: Caller, settings: SessionSettings): Promise<Session> {
  const { tenant, id } = caller.actor;
  if (settings.locale !== undefined) {
    const { locale } = settings;
    await deps.store.transaction(tenant, async (tx) => {
      const person = await tx.people.get(id);
      if (!person) throw notFound('person', id);
      if (person.locale === locale) return;
      await tx.people.update({ id }, { locale });
      // Notices and mails are written in it.
      await organisationChanged(tx);
      const before: JsonObject = person.locale === undefined ? {} : { locale: person.locale };
      await appendAudit(deps, tx, byCaller(caller), 'own-settings-changed', {
        fields: ['locale'],
        before,
        after: { locale },
      });
    });
  }
  return currentSession(deps, caller);
}
