import { type RoleAccess, type RowScope, type Verb, verbs } from '../../access/index.ts';
import { own } from '../../core/json.ts';
import { type Locale, localise, type Text } from '../../core/text.ts';
import { afterApprovals, type FieldEffect, type Form, type FormRule, pathTitle } from '../../forms/index.ts';
import { diffFields } from './diff-fields.ts';
import { appearance, behaviour, compareKeys, type Difference, inBoth, retitled, sameJson } from './entry.ts';
import { listWords, ruleWords } from './rule-words.ts';

/** What is different in a form. `roleTitle` names roles. */
export function diffForm(before: Form, after: Form, roleTitle: (role: string) => Text): Difference[] {
  return [
    ...retitled(before.title, after.title),
    ...diffFields({ form: before, fields: before.fields }, { form: after, fields: after.fields }),
    ...diffRules(before, after),
    ...diffChecks(before, after),
    ...diffAccess(before, after, roleTitle),
    ...(before.afterApproval === after.afterApproval ? [] : [afterApprovalWords(before, after)]),
    ...diffRecord(before, after),
    ...diffViews(before, after),
    ...(sameJson(own(before.json, 'layout'), own(after.json, 'layout')) ? [] : [appearance('diff/layout', {})]),
  ];
}

function diffRules(before: Form, after: Form): Difference[] {
  const byKey = (form: Form) => Object.fromEntries(form.rules.map((rule) => [rule.key, rule]));
  const words = (rule: FormRule, form: Form) => ({ when: ruleWords(rule.when, form), then: effectWords(rule.then) });
  return compareKeys(byKey(before), byKey(after), {
    added: (_, rule) => [behaviour('diff/rule-added', words(rule, after))],
    removed: (_, rule) => [behaviour('diff/rule-removed', words(rule, before))],
    both: (key, a, b) => {
      const same = sameJson(own(rulesOf(before), key), own(rulesOf(after), key));
      const was = words(a, before);
      return same
        ? []
        : [behaviour('diff/rule-changed', { ...words(b, after), whenBefore: was.when, thenBefore: was.then })];
    },
  });
}

function rulesOf(form: Form) {
  return (own(form.json, 'rules') ?? {}) as { [key: string]: null };
}

function effectWords(effects: readonly FieldEffect[]): { [L in Locale]: string } {
  return inBoth((locale) => {
    const pick = (en: string, zh: string) => (locale === 'zh-CN' ? zh : en);
    const each = effects.map(({ field, visible, required, readonly, options, onHide }) => {
      const said = [
        visible === undefined ? '' : visible ? pick('shown', '显示') : hiddenWords(onHide, pick),
        required === undefined ? '' : required ? pick('required', '必填') : pick('not required', '非必填'),
        readonly === undefined ? '' : readonly ? pick('read-only', '只读') : pick('editable', '可编辑'),
        options === undefined ? '' : pick(`limited to ${options.join(', ')}`, `只能选 ${options.join('、')}`),
      ].filter((word) => word !== '');
      return pick(
        `${localise(field.title, locale)} is ${said.join(' and ')}`,
        `${localise(field.title, locale)}${said.join('且')}`,
      );
    });
    return each.join(pick('; ', '；'));
  });
}

type Pick = (en: string, zh: string) => string;

function hiddenWords(onHide: FieldEffect['onHide'], pick: Pick): string {
  return onHide === 'keep'
    ? pick('hidden, with its value kept', '隐藏（保留已填内容）')
    : pick('hidden, with its value cleared', '隐藏（清除已填内容）');
}

function diffChecks(before: Form, after: Form): Difference[] {
  const byKey = (form: Form) => Object.fromEntries(form.checks.map((check) => [check.key, check]));
  return compareKeys(byKey(before), byKey(after), {
    added: (_, check) => [
      behaviour(check.level === 'error' ? 'diff/check-added' : 'diff/warning-added', {
        when: ruleWords(check.fail, after),
      }),
    ],
    removed: (_, check) => [
      behaviour(check.level === 'error' ? 'diff/check-removed' : 'diff/warning-removed', {
        when: ruleWords(check.fail, before),
      }),
    ],
    both: (_, a, b) => {
      const found: Difference[] = [];
      const [was, is] = [ruleWords(a.fail, before), ruleWords(b.fail, after)];
      const changed = !sameJson(a.fail.json, b.fail.json);
      if (a.level !== b.level)
        found.push(behaviour(b.level === 'error' ? 'diff/check-refuses' : 'diff/check-warns', { when: is }));
      if (changed)
        found.push(
          behaviour(b.level === 'error' ? 'diff/check-changed' : 'diff/warning-changed', { before: was, after: is }),
        );
      if (!sameJson(a.message, b.message))
        found.push(appearance('diff/message', { before: a.message, after: b.message }));
      return found;
    },
  });
}

const verbTitles: { [V in Verb]: Text } = {
  create: { en: 'create', 'zh-CN': '新建' },
  read: { en: 'read', 'zh-CN': '查看' },
  update: { en: 'change', 'zh-CN': '修改' },
  delete: { en: 'delete', 'zh-CN': '删除' },
  export: { en: 'export', 'zh-CN': '导出' },
};

const scopeTitles: { [scope: string]: Text } = {
  none: { en: 'nothing', 'zh-CN': '无' },
  own: { en: 'their own', 'zh-CN': '本人' },
  unit: { en: 'those of their unit', 'zh-CN': '本机构' },
  'unit-tree': { en: 'those of their unit and below', 'zh-CN': '本机构及下级' },
  all: { en: 'all', 'zh-CN': '全部' },
};

const noRights: RoleAccess = {
  base: 'hidden',
  fields: {},
  create: 'none',
  read: 'none',
  update: 'none',
  delete: 'none',
  export: 'none',
};

function diffAccess(before: Form, after: Form, roleTitle: (role: string) => Text): Difference[] {
  const roles = [...new Set([...Object.keys(before.access), ...Object.keys(after.access)])];
  return roles.flatMap((role) => {
    const [was, is] = [own(before.access, role) ?? noRights, own(after.access, role) ?? noRights];
    const found: Difference[] = [];
    for (const verb of verbs) {
      if (sameJson(scopeJson(was[verb]), scopeJson(is[verb]))) continue;
      found.push(
        behaviour('diff/access', {
          role: roleTitle(role),
          verb: verbTitles[verb],
          before: scopeWords(was[verb], before),
          after: scopeWords(is[verb], after),
        }),
      );
    }
    return [...found, ...diffFieldRights(was, is, after, roleTitle(role))];
  });
}

const accessTitles: { [access: string]: Text } = {
  hidden: { en: 'hidden', 'zh-CN': '不可见' },
  masked: { en: 'masked', 'zh-CN': '脱敏' },
  read: { en: 'readable', 'zh-CN': '只读' },
  edit: { en: 'editable', 'zh-CN': '可编辑' },
};

function diffFieldRights(was: RoleAccess, is: RoleAccess, form: Form, role: Text): Difference[] {
  const names = [...new Set([...Object.keys(was.fields), ...Object.keys(is.fields)])];
  return names.flatMap((name) => {
    const [a, b] = [own(was.fields, name) ?? was.base, own(is.fields, name) ?? is.base];
    if (a === b) return [];
    const field = inBoth((locale) => pathTitle(form, name, locale));
    return [behaviour('diff/field-access', { role, field, before: accessTitles[a] ?? a, after: accessTitles[b] ?? b })];
  });
}

function scopeJson(scope: RowScope) {
  return typeof scope === 'string' ? scope : scope.json;
}

function scopeWords(scope: RowScope, form: Form): Text {
  if (typeof scope === 'string') return scopeTitles[scope] ?? scope;
  const words = ruleWords(scope, form);
  return { en: `those of which: ${words.en}`, 'zh-CN': `满足“${words['zh-CN']}”的` };
}

function afterApprovalWords(before: Form, after: Form): Difference {
  return behaviour('diff/after-approval', {
    before: afterApprovals[before.afterApproval],
    after: afterApprovals[after.afterApproval],
  });
}

function diffRecord(before: Form, after: Form): Difference[] {
  const found: Difference[] = [];
  const titles = (form: Form) =>
    listWords(
      form.record.unique.map((group) =>
        inBoth((locale) => group.map((name) => pathTitle(form, name, locale)).join(' + ')),
      ),
    );
  if (!sameJson(before.record.unique, after.record.unique)) {
    found.push(behaviour('diff/unique', { before: titles(before), after: titles(after) }));
  }
  const rest = (form: Form) => {
    const { unique: _, ...other } = (own(form.json, 'record') ?? {}) as { [key: string]: null };
    return other;
  };
  if (!sameJson(rest(before), rest(after))) found.push(appearance('diff/record', {}));
  return found;
}

function diffViews(before: Form, after: Form): Difference[] {
  return compareKeys(before.views, after.views, {
    added: (_, view) => [appearance('diff/view-added', { view: view.title })],
    removed: (_, view) => [appearance('diff/view-removed', { view: view.title })],
    both: (key, _, view) => {
      const json = (form: Form) => own((own(form.json, 'views') ?? {}) as { [key: string]: null }, key);
      return sameJson(json(before), json(after)) ? [] : [appearance('diff/view-changed', { view: view.title })];
    },
  });
}
