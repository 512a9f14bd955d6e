import { type Locale, localise, type Text } from '../../core/text.ts';
import { type Form, pathTitle } from '../../forms/index.ts';
import type { Assign, Within } from '../../workflow/assign.ts';
import type { Delay } from '../../workflow/delay.ts';
import type { Decide, EmptyPolicy, PeopleScope, Step } from '../../workflow/step.ts';
import type { Withdraw, Workflow } from '../../workflow/workflow.ts';
import { inBoth, valueWords } from './entry.ts';
import { ruleWords } from './rule-words.ts';

/** What names are looked up in: the form of the workflow (absent if it is not known) and the titles of roles. */
export type Names = { form: Form | undefined; roleTitle: (role: string) => Text };
type Words = { [L in Locale]: string };

const say = (en: string, zh: string): Words => ({ en, 'zh-CN': zh });

/** What a state is called: its step's title, else its own. */
export function stateTitle(workflow: Workflow, path: string): Text {
  const state = workflow.states[path] ?? Object.values(workflow.states).find(({ key }) => key === path);
  return workflow.steps[state?.step ?? '']?.title ?? state?.title ?? path;
}

/** Who gets a step. */
export function assignWords(assign: readonly Assign[], names: Names): Words {
  return inBoth((locale) =>
    assign.map((each) => oneAssign(each, names)[locale]).join(locale === 'zh-CN' ? '、' : ' and '),
  );
}

function oneAssign(assign: Assign, names: Names): Words {
  const role = (key: string) => inBoth((locale) => localise(names.roleTitle(key), locale));
  const field = (path: string) => inBoth((locale) => (names.form ? pathTitle(names.form, path, locale) : path));
  switch (assign.by) {
    case 'person':
      return say(`the person ${assign.person}`, `人员 ${assign.person}`);
    case 'initiator':
      return say('the initiator', '发起人');
    case 'role':
      return within(role(assign.role), assign.within, names);
    case 'pool': {
      const who = within(role(assign.role), assign.within, names);
      return say(`the person among ${who.en} who takes it`, `${who['zh-CN']}中的领取人`);
    }
    case 'unit-head':
      return within(say('the head', '负责人'), assign.within, names);
    case 'manager':
      return say(`the initiator’s manager, ${assign.level} up`, `发起人的上 ${assign.level} 级主管`);
    case 'manager-chain':
      return say(
        `the initiator’s managers, up to ${assign.levels} levels`,
        `发起人的逐级主管，最多 ${assign.levels} 级`,
      );
    case 'field': {
      const title = field(assign.field);
      return say(`who is named in ${title.en}`, `“${title['zh-CN']}”中的人员`);
    }
    case 'rule': {
      const rule = names.form ? ruleWords(assign.rule, names.form) : valueWords(assign.rule.json);
      return say(`by rule: ${rule.en}`, `按规则：${rule['zh-CN']}`);
    }
    case 'choice':
      return assign.of === 'initiator'
        ? say('whom the initiator chooses', '发起人指定的人员')
        : say('whom the one before chooses', '上一处理人指定的人员');
  }
}

function within(who: Words, where: Within | undefined, { form }: Names): Words {
  switch (where?.unit) {
    case 'initiator':
      return say(`${who.en} of the initiator’s unit`, `发起人所在机构的${who['zh-CN']}`);
    case 'id':
      return say(`${who.en} of the unit ${where.id}`, `机构 ${where.id} 的${who['zh-CN']}`);
    case 'field': {
      const title = inBoth((locale) => (form ? pathTitle(form, where.path, locale) : where.path));
      return say(`${who.en} of the unit in ${title.en}`, `“${title['zh-CN']}”所指机构的${who['zh-CN']}`);
    }
    case undefined:
      return who;
  }
}

/** How many must agree, and in which order they are asked. */
export function decideWords({ decide, order }: Pick<Step, 'decide' | 'order'>): Words {
  const inOrder = order === 'sequence' ? say(', one after another', '，依次') : say('', '');
  const count = countWords(decide);
  return say(count.en + inOrder.en, count['zh-CN'] + inOrder['zh-CN']);
}

function countWords(decide: Decide): Words {
  if (decide === 'any') return say('any one', '任一人');
  if (decide === 'all') return say('all', '全部');
  const share = `${Math.round(decide.vote * 1000) / 10} %`;
  return decide.waitForAll
    ? say(`${share} of the votes, after all have voted`, `全部表决后 ${share} 同意`)
    : say(`${share} of the votes`, `${share} 同意`);
}

export function emptyWords(empty: EmptyPolicy, { roleTitle }: Names): Words {
  if (typeof empty === 'object') return inBoth((locale) => localise(roleTitle(empty.role), locale));
  const words: { [P in typeof empty]: Words } = {
    incident: say('an incident', '上报异常'),
    'to-admin': say('the administrators', '转交管理员'),
    skip: say('the step is skipped', '跳过该环节'),
  };
  return words[empty];
}

export function scopeWords(scope: PeopleScope & { depth?: number }, names: Names): Words {
  const who =
    scope.role === undefined
      ? say('any person', '任何人')
      : inBoth((locale) => localise(names.roleTitle(scope.role ?? ''), locale));
  return within(who, scope.within, names);
}

export function withdrawWords(withdraw: Withdraw, workflow: Workflow): Words {
  if (typeof withdraw === 'object') {
    const title = stateTitle(workflow, withdraw.until);
    return inBoth((locale) =>
      locale === 'zh-CN' ? `到达“${localise(title, locale)}”之前` : `until "${localise(title, locale)}"`,
    );
  }
  const words = {
    never: say('never', '不可撤回'),
    untouched: say('until a person has decided', '无人处理前'),
    always: say('always', '随时'),
  };
  return words[withdraw];
}

/** "2 working days", "8 小时", "1 day before Due date". */
export function delayWords(delay: Delay, { form }: Names): Words {
  const time = delay.duration ? durationWords(delay.duration) : undefined;
  if (delay.from === 'entry') return time ?? say('at once', '立即');
  const field = inBoth((locale) => (form ? pathTitle(form, delay.field, locale) : delay.field));
  if (!time) return say(`on ${field.en}`, `${field['zh-CN']}当天`);
  return delay.before
    ? say(`${time.en} before ${field.en}`, `${field['zh-CN']}前 ${time['zh-CN']}`)
    : say(`${time.en} after ${field.en}`, `${field['zh-CN']}后 ${time['zh-CN']}`);
}

function durationWords({ months, days, ms, working }: NonNullable<Delay['duration']>): Words {
  const parts: [count: number, en: string, zh: string][] = [
    [Math.abs(months), 'month', '个月'],
    [Math.abs(days), working ? 'working day' : 'day', working ? '个工作日' : '天'],
    [Math.floor(Math.abs(ms) / 3_600_000), working ? 'working hour' : 'hour', working ? '个工作小时' : '小时'],
    [Math.floor(Math.abs(ms) / 60_000) % 60, 'minute', '分钟'],
    [Math.floor(Math.abs(ms) / 1_000) % 60, 'second', '秒'],
  ];
  const said = parts.filter(([count]) => count > 0);
  return say(
    said.map(([count, en]) => `${count} ${en}${count === 1 ? '' : 's'}`).join(' '),
    said.map(([count, , zh]) => `${count} ${zh}`).join(' '),
  );
}
