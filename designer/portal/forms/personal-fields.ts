import type { Form, Text } from '../../../engine/index.ts';

/** Fields and columns by what an erasure does to them: personal ones go, the others stay. */
export function personalFields(form: Form): { goes: Text[]; stays: Text[] } {
  const all = Object.values(form.fields).flatMap((field) =>
    field.columns && !field.personal ? Object.values(field.columns) : [field],
  );
  return {
    goes: all.filter(({ personal }) => personal).map(({ title }) => title),
    stays: all.filter(({ personal }) => !personal).map(({ title }) => title),
  };
}

export function hasPersonal(form: Form): boolean {
  return personalFields(form).goes.length > 0;
}
