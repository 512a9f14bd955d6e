// Notices and mails are written for one reader each: in the reader's language, with what the reader may see of the record and nothing else.
import {
  issue,
  type JsonObject,
  type Locale,
  localise,
  own,
  type Person,
  type Result,
  renderMessage,
  type Template,
} from '../../engine/index.ts';
import { partId } from '../domain/cases/part-id.ts';
import { openIncident } from '../domain/incidents/open-incident.ts';
import { fieldsOn, personAs } from '../domain/records/field-rights.ts';
import { visibleWith } from '../domain/records/visible.ts';
import type { EffectHandler, EffectScope } from './scope.ts';

/** The template says how a message goes out. */
export const notify: EffectHandler<'notify'> = async (scope, params) => {
  if (own(scope.subject.loaded.pack.templates, params.template)?.channel === 'mail') {
    await sendMail(scope, params);
    return;
  }
  for (const { person, text } of await writeTo(scope, params)) {
    const link = linkFor(scope, person, params.step);
    const notice = {
      id: scope.deps.ids.next(),
      tenant: scope.tx.tenant,
      person: person.id,
      title: text.subject,
      text: text.body,
      at: scope.deps.clock.now(),
      read: false,
      link,
      ...(link.kind === 'task' && { task: link.id }),
    };
    scope.writes.notices.push(notice);
    const { tenant: _tenant, person: _person, task: _task, ...shown } = notice;
    scope.told.push({ person: person.id, event: { type: 'notice', notice: shown } });
  }
};

/** Puts a mail for each receiver into the outbox; who has no address gets none. Cases of earlier releases may ask for one by name. */
export const sendMail: EffectHandler<'send-mail'> = async (scope, params) => {
  if (!scope.deps.mail.enabled) return;
  const { row } = scope.subject;
  for (const { person, text, html } of await writeTo(scope, params)) {
    if (person.email === undefined) continue;
    const now = scope.deps.clock.now();
    scope.writes.outbox.push({
      id: `${row.id}:${row.revision}:${scope.writes.outbox.length + 1}`,
      tenant: row.tenant,
      type: 'send-mail',
      params: { to: person.email, subject: text.subject, ...(html ? { html: text.body } : { text: text.body }) },
      case: row.id,
      createdAt: now,
      dueAt: now,
      attempts: 0,
      status: 'waiting',
    });
  }
};

type Letter = { person: Person; text: { subject: string; body: string }; html: boolean };

async function writeTo(
  scope: EffectScope,
  { template: key, to, step }: { template: string; to: string[]; step?: string },
): Promise<Letter[]> {
  const template = own(scope.subject.loaded.pack.templates, key);
  const letters: Letter[] = [];
  for (const id of new Set(to)) {
    const person = scope.around.organisation.person(id);
    if (!person?.active) continue;
    const locale = scope.around.localeOf(id);
    const text: Result<Letter['text']> = template
      ? renderMessage(template, valuesFor(scope, template, person, locale, step), locale)
      : { ok: false, issues: [issue('incident/template', '', { template: key })] };
    if (text.ok) letters.push({ person, text: text.value, html: template?.format === 'html' });
    else await openTemplateIncident(scope, key, text.issues[0]?.code ?? '');
  }
  return letters;
}

// A message that cannot be written must not stop the approval that it tells of.
async function openTemplateIncident(
  { deps, tx, subject: { row } }: EffectScope,
  template: string,
  cause: string,
): Promise<void> {
  await openIncident(deps, tx, { code: 'incident/template', params: { template }, case: row.id, cause });
}

const readsData = new WeakMap<Template, boolean>();

function valuesFor(
  scope: EffectScope,
  template: Template,
  person: Person,
  locale: Locale,
  step: string | undefined,
): JsonObject {
  const { subject, entry, around, writes } = scope;
  const access = fieldsOn(
    { actor: personAs(person, subject.row.tenant), around },
    { use: subject, row: writes.record, about: subject.row },
  );
  const seen = visibleWith(access, subject, writes.record.data, around, locale);
  const { organisation } = around;
  const titleOf = (id: string | undefined) => localise(organisation.person(id ?? '')?.title, locale);
  let wantsData = readsData.get(template);
  if (wantsData === undefined) {
    wantsData = /\bdata\b/.test(JSON.stringify([template.subject, template.body]));
    readsData.set(template, wantsData);
  }
  const data: JsonObject = {};
  if (wantsData) for (const name of Object.keys(seen.data)) data[name] = seen.textOf(name);
  const { opinion } = entry.command;
  return {
    record: { id: writes.record.id, title: seen.title, status: writes.record.status, no: seen.textOf('no') },
    data,
    case: { id: subject.row.id, no: subject.row.no },
    step: { title: localise(own(subject.workflow.steps, step ?? '')?.title, locale) },
    actor: { title: titleOf(entry.by) },
    initiator: { title: titleOf(subject.row.initiator) },
    opinion: typeof opinion === 'string' ? opinion : '',
  };
}

// The person's own task where there is one, else the case.
function linkFor(
  { subject: { row } }: EffectScope,
  person: Person,
  step: string | undefined,
): { kind: 'task' | 'case'; id: string } {
  const task = Object.values(row.state.tasks).find(
    (each) => each.person === person.id && each.status === 'open' && (step === undefined || each.step === step),
  );
  return task ? { kind: 'task', id: partId(row.id, task.id) } : { kind: 'case', id: row.id };
}
