import { own } from '../core/json.ts';
import { type Locale, localise } from '../core/text.ts';
import type { Effect } from '../workflow/index.ts';
import type { Pack } from './pack.ts';

type Names = { pack: Pack; locale: Locale; person(id: string): string };

/** What an effect would do to the world outside of the case, in words; undefined for what is within it (tasks, timers). */
export function effectText(effect: Effect, names: Names): string | undefined {
  const { pack, locale, person } = names;
  const pick = (en: string, zh: string) => (locale === 'zh-CN' ? zh : en);
  const list = (ids: string[]) => ids.map(person).join(locale === 'zh-CN' ? '、' : ', ');
  const template = (key: string) => localise(own(pack.templates, key)?.title ?? key, locale);
  const form = (key: string) => localise(own(pack.forms, key)?.title ?? key, locale);
  switch (effect.type) {
    case 'notify':
    case 'send-mail': {
      const { template: key, to } = effect.params;
      const mail = effect.type === 'send-mail' || own(pack.templates, key)?.channel === 'mail';
      return mail
        ? pick(`Mail "${template(key)}" to ${list(to)}`, `向${list(to)}发送邮件“${template(key)}”`)
        : pick(`Notice "${template(key)}" to ${list(to)}`, `向${list(to)}发送通知“${template(key)}”`);
    }
    case 'create-record':
      return pick(`A new record of "${form(effect.params.form)}"`, `新建“${form(effect.params.form)}”记录`);
    case 'update-record':
      return pick(`A change to a record of "${form(effect.params.form)}"`, `修改“${form(effect.params.form)}”记录`);
    case 'apply-change':
      return pick('The change is applied to the record', '变更生效到记录');
    case 'call':
      return pick(`A call of "${effect.params.connector}"`, `调用“${effect.params.connector}”`);
    case 'start-case': {
      const title = localise(own(pack.workflows, effect.params.workflow)?.title ?? effect.params.workflow, locale);
      return pick(`A case of "${title}" begins`, `发起“${title}”`);
    }
    case 'emit':
      return pick(`The event "${effect.params.event}"`, `发出事件“${effect.params.event}”`);
    case 'open-incident':
      return pick('An incident is opened for the administrators', '向管理员上报异常');
    default:
      return undefined;
  }
}
