import { idleIssues, type TakenProperty } from '../core/idle.ts';
import { type Issue, issue } from '../core/issue.ts';
import { pointer } from '../core/pointer.ts';
import { type CommonProperty, commonProperties, type Field } from '../fields/index.ts';
import type { Form } from './form.ts';

const ofFields: readonly TakenProperty<Field>[] = [
  ...commonProperties.map(
    ({ path }): TakenProperty<Field> => ({
      at: path,
      takes: (_, { kind }) => !kind.without?.includes(path.slice(1) as CommonProperty),
      why: { en: 'fields of this type do not have it', 'zh-CN': '该类型的字段没有此项' },
    }),
  ),
  {
    at: '/placeholder',
    takes: (_, { compute }) => compute === undefined,
    why: { en: 'nobody types into a computed field', 'zh-CN': '计算字段不需要填写' },
  },
];

/** What a new draft must not say of its fields, and stored releases may: it does nothing, or more than the server does. */
export function checkForm(form: Form): Issue[] {
  const check = (field: Field, at: string): Issue[] => [
    ...idleIssues(field.json, at, ofFields, field),
    ...(field.kind.checkNew?.(field.declaration, at) ?? []),
    ...Object.values(field.columns ?? {}).flatMap((column) => check(column, `${at}/fields${pointer(column.name)}`)),
  ];
  return Object.values(form.fields).flatMap((field) => {
    const at = pointer('fields', field.name);
    return [...check(field, at), ...columnIssues(field, at)];
  });
}

// The server numbers records, and files hang on them: a row has neither.
function columnIssues({ columns = {} }: Field, at: string): Issue[] {
  return Object.values(columns).flatMap(({ name, type, kind }) =>
    kind.inRows === false ? [issue('field/not-in-rows', `${at}/fields${pointer(name)}/type`, { type })] : [],
  );
}
