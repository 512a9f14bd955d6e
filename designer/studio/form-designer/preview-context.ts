import {
  type Context,
  type Form,
  type Locale,
  organisationOf,
  type Pack,
  type Session,
  workCalendar,
} from '../../../engine/index.ts';

/** The context of a form that nobody has published yet: as a person with every right on it would fill it in. */
export function previewContext(form: Form, pack: Pack, session: Session, locale: Locale, now: string): Context {
  const { actor, zone, units } = session;
  return {
    env: {
      data: {},
      now,
      zone,
      organisation: organisationOf({ people: [{ ...actor, active: true }], units }),
      calendar: workCalendar(session.calendar ?? { years: [], holidays: [], workdays: [] }),
    },
    actor,
    locale,
    options: (key) => pack.options[key],
    access: Object.fromEntries(Object.keys(form.fields).map((name) => [name, 'edit' as const])),
  };
}
