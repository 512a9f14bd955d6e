import {
  type CalendarData,
  type Context,
  type Environment,
  type JsonObject,
  type localise,
  organisationOf,
  type Session,
  type StepAccess,
  workCalendar,
} from '../../../engine/index.ts';
import type { ParsedScreen } from './form-screen.ts';

type More = {
  /** What the step of a task says of fields. */
  step?: { [field: string]: StepAccess };
  /** The stored data, where the record exists. */
  before?: JsonObject;
  /** `initiator`, `record`, `case`, where there are such. */
  facts?: JsonObject;
};

/** The same context that the server settles with, as far as the browser may know it: rules about other people are the server's alone. */
export function formContext(
  { screen, options }: ParsedScreen,
  session: Session,
  now: string,
  more: More = {},
): Context {
  const { actor, zone, units, locale } = session;
  const env: Environment = {
    data: more.facts ?? {},
    now,
    zone,
    organisation: organisationOf({ people: [{ ...actor, active: true }], units }),
    calendar: workCalendar(session.calendar ?? noCalendar),
  };
  return {
    env,
    actor,
    locale,
    options,
    access: screen.fields,
    exists: more.before !== undefined,
    ...(more.step && { step: more.step }),
    ...(more.before && { before: more.before }),
  };
}

const noCalendar: CalendarData = { years: [], holidays: [], workdays: [] };

/** What rules may read of a record beside its data. */
export function recordFacts(record: {
  id: string;
  status: string;
  owner: string;
  unit: string;
  createdAt: string;
  createdBy: string;
}): JsonObject {
  const { id, status, owner, unit, createdAt, createdBy } = record;
  return { record: { id, status, owner, unit, createdAt, createdBy } };
}

/** A person as rules read the initiator; what the browser does not know is absent. */
export function initiatorFacts(
  person: { id: string; title: Parameters<typeof localise>[0] },
  session: Session,
): JsonObject {
  if (person.id === session.actor.id) {
    const { id, name, roles, unit } = session.actor;
    return { initiator: { id, name, roles, unit } };
  }
  return { initiator: { id: person.id } };
}
