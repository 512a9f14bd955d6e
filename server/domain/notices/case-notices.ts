// Notices about what a person does to a case: for one reader each, in their language, with what they may see of the record.
import { localise } from '../../../engine/index.ts';
import type { NoticeRow } from '../../store/rows.ts';
import type { Subject } from '../cases/case-subject.ts';
import { partId } from '../cases/part-id.ts';
import { fieldsOn, personAs } from '../records/field-rights.ts';
import type { Scene } from '../records/form-use.ts';
import { visibleWith } from '../records/visible.ts';
import { seenAtStep } from '../tasks/task-item.ts';

/** Asks each holder of an open task to decide: called as the task is called, and read with it. */
export function reminders(scene: Scene, subject: Subject): NoticeRow[] {
  const open = Object.values(subject.row.state.tasks).filter(
    ({ status, kind, person }) =>
      status === 'open' && kind !== 'copy' && person !== undefined && person !== scene.caller.actor.id,
  );
  return open.map(({ id, step, person = '' }) =>
    noticeTo(scene, subject, { person, task: partId(subject.row.id, id), step }, (what, who, chinese) => ({
      title: chinese ? `催办：${what}` : `Reminder: ${what}`,
      text: chinese ? `${who}请您尽快处理“${what}”。` : `${who} asks you to decide on "${what}" soon.`,
    })),
  );
}

/** Tells those who take part in the case, but not the person who said it. */
export function commentNotices(scene: Scene, subject: Subject, said: string): NoticeRow[] {
  const { initiator, state } = subject.row;
  const tasks = Object.values(state.tasks).filter(({ kind }) => kind !== 'copy');
  const people = new Set([initiator, ...tasks.flatMap(({ person }) => person ?? [])]);
  people.delete(scene.caller.actor.id);
  return [...people].map((person) => {
    const task = tasks.find((each) => each.person === person && each.status === 'open');
    const place = task ? { person, task: partId(subject.row.id, task.id), step: task.step } : { person };
    return noticeTo(scene, subject, place, (what, who, chinese) => ({
      title: chinese ? `新评论：${what}` : `New comment: ${what}`,
      text: chinese ? `${who}：${said}` : `${who}: ${said}`,
    }));
  });
}

type Place = { person: string; task?: string; step?: string };
type Words = (what: string, who: string, chinese: boolean) => { title: string; text: string };

function noticeTo(scene: Scene, subject: Subject, { person, task, step }: Place, words: Words): NoticeRow {
  const { deps, caller, around } = scene;
  const { row, record } = subject;
  const locale = around.localeOf(person);
  const found = around.organisation.person(person);
  const actor = found ? personAs(found, row.tenant) : { ...caller.actor, id: person, roles: [] };
  const access = fieldsOn({ actor, around }, { use: subject, row: record, about: row });
  const seen =
    step === undefined
      ? visibleWith(access, subject, record.data, around, locale)
      : seenAtStep({ around, caller: { locale, actor } }, subject, step);
  const who = localise(caller.actor.title, locale) || caller.actor.name;
  return {
    id: deps.ids.next(),
    tenant: row.tenant,
    person,
    ...words(seen.title || row.no, who, locale === 'zh-CN'),
    at: deps.clock.now(),
    read: false,
    link: task === undefined ? { kind: 'case', id: row.id } : { kind: 'task', id: task },
    ...(task !== undefined && { task }),
  };
}
