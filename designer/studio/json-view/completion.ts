import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { isText, type JsonObject, type Locale, localise } from '../../../engine/index.ts';
import { pathAt } from './json-path.ts';
import { propertiesOf, schemasAt, valuesOf } from './schema-at.ts';

/** Offers what the kind's schema allows at the cursor: names of properties that are not there yet, and listed values. */
export function schemaCompletion(schema: JsonObject, locale: Locale) {
  return (context: CompletionContext): CompletionResult | null => {
    const { path, inName, node } = pathAt(context.state, context.pos);
    const word = context.matchBefore(/"?[\w$.-]*/);
    if (!context.explicit && (!word || word.from === word.to)) return null;
    const from = word?.from ?? context.pos;
    const schemas = schemasAt(schema, path);
    if (!inName)
      return list(
        from,
        valuesOf(schemas).map((value) => ({ label: JSON.stringify(value), type: 'enum' })),
      );
    const taken = namesIn(context, node);
    const options = [...propertiesOf(schemas)]
      .filter(([name]) => !taken.has(name))
      .map(([name, about]) => property(name, about, locale));
    return list(from, options);
  };
}

function list(from: number, options: Completion[]): CompletionResult | null {
  return options.length > 0 ? { from, to: undefined, options, validFor: /^"?[\w$.-]*$/ } : null;
}

function property(name: string, about: JsonObject, locale: Locale): Completion {
  const description = about.description ?? about.title;
  return {
    label: `"${name}"`,
    type: 'property',
    info: isText(description) ? localise(description, locale) : undefined,
    detail: typeof about.type === 'string' ? about.type : undefined,
    apply: `"${name}": ${emptyOf(about)}`,
  };
}

function emptyOf(schema: JsonObject): string {
  if (schema.type === 'object') return '{}';
  if (schema.type === 'array') return '[]';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum) && schema.enum[0] !== undefined) return JSON.stringify(schema.enum[0]);
  if (schema.type === 'boolean') return 'true';
  return schema.type === 'string' ? '""' : '';
}

function namesIn(context: CompletionContext, node: ReturnType<typeof pathAt>['node']): Set<string> {
  const object = node.name === 'Object' ? node : node.parent?.name === 'Object' ? node.parent : node.parent?.parent;
  const names =
    object?.name === 'Object' ? object.getChildren('Property').map((one) => one.getChild('PropertyName')) : [];
  return new Set(
    names.flatMap((name) =>
      name && !(name.from <= context.pos && context.pos <= name.to)
        ? [context.state.sliceDoc(name.from + 1, name.to - 1)]
        : [],
    ),
  );
}
