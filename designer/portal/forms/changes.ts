import {
  canonicalJson,
  type Form,
  type FormatContext,
  formatValue,
  type JsonObject,
  localise,
  own,
} from '../../../engine/index.ts';

/** What a change sends: the fields that differ from what is stored, null for those that were emptied. */
export function changedFields(before: JsonObject, after: JsonObject): JsonObject {
  const changes: JsonObject = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [own(before, name) ?? null, own(after, name) ?? null];
    if (canonicalJson(old) !== canonicalJson(now)) changes[name] = now;
  }
  return changes;
}

/** Differences between two states of a record, as people read them. */
export function differences(form: Form, mine: JsonObject, theirs: JsonObject, ctx: FormatContext) {
  return Object.keys(changedFields(mine, theirs)).flatMap((name) => {
    const field = own(form.fields, name);
    if (!field) return [];
    return [
      {
        name,
        title: localise(field.title, ctx.locale),
        mine: formatValue(field, mine[name], ctx),
        theirs: formatValue(field, theirs[name], ctx),
      },
    ];
  });
}
