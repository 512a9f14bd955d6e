import { own } from '../../core/json.ts';
import { valueAt } from '../../core/pointer.ts';
import type { Text } from '../../core/text.ts';
import { pathTitle } from '../../forms/index.ts';
import { eventVerb } from '../../workflow/decisions.ts';
import type { Step, StepFieldAccess } from '../../workflow/step.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { appearance, behaviour, type Difference, inBoth, retitled, sameJson, valueWords } from './entry.ts';
import { listWords } from './rule-words.ts';
import { assignWords, decideWords, emptyWords, type Names, scopeWords } from './workflow-words.ts';

type Property = { title: Text; words(step: Step, workflow: Workflow): Text };

/** What is different in a step that both versions have. */
export function diffStep(before: Step, after: Step, [old, workflow]: [Workflow, Workflow], names: Names): Difference[] {
  const step = after.title;
  const found: Difference[] = [...retitled(before.title, after.title)];
  const [was, is] = [assignWords(before.assign, names), assignWords(after.assign, names)];
  if (!sameJson(was, is)) found.push(behaviour('diff/step-assign', { step, before: was, after: is }));
  for (const { title, words } of stepProperties(names)) {
    const [a, b] = [words(before, old), words(after, workflow)];
    if (!sameJson(a, b)) found.push(behaviour('diff/step-property', { step, property: title, before: a, after: b }));
  }
  if (!sameJson(before.guide, after.guide)) found.push(appearance('diff/step-guide', { step }));
  return [...found, ...diffStepFields(before.fields, after.fields, step, names)];
}

function stepProperties(names: Names): Property[] {
  return [
    { title: { en: 'who must agree', 'zh-CN': '通过条件' }, words: (step) => decideWords(step) },
    {
      title: { en: 'a rejection counts', 'zh-CN': '驳回规则' },
      words: ({ reject }) =>
        reject === 'first'
          ? { en: 'at once', 'zh-CN': '一人驳回即驳回' }
          : { en: 'when all reject', 'zh-CN': '全部驳回才驳回' },
    },
    {
      title: { en: 'decisions', 'zh-CN': '可用操作' },
      words: ({ decisions }) => listWords(decisions.map(eventVerb)),
    },
    {
      title: { en: 'what follows a return', 'zh-CN': '退回后' },
      words: ({ return: { to, resume } }, workflow) =>
        listWords([...to.map((each) => returnTitle(each, workflow)), resumeTitles[resume]]),
    },
    { title: { en: 'opinion', 'zh-CN': '审批意见' }, words: ({ opinion }) => opinionTitles[opinion] },
    {
      title: { en: 'signature', 'zh-CN': '签名' },
      words: ({ sign }) => (sign ? { en: 'by password', 'zh-CN': '需输入密码' } : { en: 'none', 'zh-CN': '不需要' }),
    },
    {
      title: { en: 'not the same person as', 'zh-CN': '须不同于' },
      words: separateWords,
    },
    { title: { en: 'when nobody is found', 'zh-CN': '无人可审时' }, words: ({ empty }) => emptyWords(empty, names) },
    {
      title: { en: 'may be transferred to', 'zh-CN': '可转办给' },
      words: ({ transfer }) => scopeWords(transfer, names),
    },
    {
      title: { en: 'signers who may be added', 'zh-CN': '可加签' },
      words: ({ addSigner }) => scopeWords(addSigner, names),
    },
    {
      title: { en: 'signers added one after another', 'zh-CN': '连续加签层数' },
      words: ({ addSigner }) => String(addSigner.depth),
    },
    { title: { en: 'kind', 'zh-CN': '类型' }, words: ({ type }) => type },
    { title: { en: 'may decide itself', 'zh-CN': '允许自动通过' }, words: ({ auto }) => valueWords(auto) },
  ];
}

const resumeTitles: { [R in Step['return']['resume']]: Text } = {
  rerun: { en: 'then all over', 'zh-CN': '重新逐级审批' },
  direct: { en: 'then straight back', 'zh-CN': '直接回到退回人' },
  ask: { en: 'then as asked', 'zh-CN': '由退回人选择' },
};

const opinionTitles: { [O in Step['opinion']]: Text } = {
  optional: { en: 'optional', 'zh-CN': '选填' },
  required: { en: 'required', 'zh-CN': '必填' },
  'on-reject': { en: 'required to reject or return', 'zh-CN': '驳回或退回时必填' },
};

// As the step itself says: that the other step holds apart from this one is told there.
function separateWords({ pointer }: Step, workflow: Workflow): Text {
  const said = valueAt(workflow.json, `${pointer}/separate`);
  if (!Array.isArray(said) || said.length === 0) return { en: 'any person', 'zh-CN': '（无限制）' };
  const initiator: Text = { en: 'the initiator', 'zh-CN': '发起人' };
  return listWords(
    said.map((key) => (key === 'initiator' ? initiator : (own(workflow.steps, String(key))?.title ?? String(key)))),
  );
}

function returnTitle(to: string, workflow: Workflow): Text {
  const words: { [to: string]: Text } = {
    initiator: { en: 'to the initiator', 'zh-CN': '退回发起人' },
    previous: { en: 'to the step before', 'zh-CN': '退回上一环节' },
    passed: { en: 'to any step passed', 'zh-CN': '退回已过环节' },
  };
  return own(words, to) ?? own(workflow.steps, to)?.title ?? to;
}

const accessTitles: { [A in StepFieldAccess]: Text } = {
  hidden: { en: 'hidden', 'zh-CN': '不可见' },
  masked: { en: 'masked', 'zh-CN': '脱敏' },
  read: { en: 'readable', 'zh-CN': '只读' },
  edit: { en: 'editable', 'zh-CN': '可编辑' },
  required: { en: 'required', 'zh-CN': '必填' },
};
const usual: Text = { en: 'as usual', 'zh-CN': '默认' };

function diffStepFields(before: Step['fields'], after: Step['fields'], step: Text, { form }: Names): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [a, b] = [own(before, name), own(after, name)];
    if (a === b) return [];
    const field = inBoth((locale) => (form ? pathTitle(form, name, locale) : name));
    return [
      behaviour('diff/step-field', {
        step,
        field,
        before: a ? accessTitles[a] : usual,
        after: b ? accessTitles[b] : usual,
      }),
    ];
  });
}
