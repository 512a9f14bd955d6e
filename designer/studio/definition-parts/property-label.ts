import {
  commonProperties,
  type DefinitionKind,
  fieldTypes,
  type JsonObject,
  type JsonPointer,
  pointer,
  type Text,
  widgetTypes,
} from '../../../engine/index.ts';
import type { TextKey } from '../../ui/useTexts.ts';
import { objectAt } from '../document/index.ts';

/** As the engine calls a property, or as a designer does. */
export type Label = { text: Text } | { word: TextKey };

type Labels = { kind?: DefinitionKind; at: RegExp; words: { [key: string]: TextKey } };

/** How the designers label what the engine has no properties for, by the place in a definition. */
const labels: readonly Labels[] = [
  { at: /^$/, words: { title: 'studio:titleLabel', key: 'studio:keyLabel' } },
  { kind: 'form', at: /^\/rules\/[^/]+$/, words: { when: 'studio:when', then: 'studio:then' } },
  { kind: 'form', at: /\/options\/\d+$/, words: { key: 'studio:keyLabel', title: 'designers:choiceName' } },
  { kind: 'options', at: /^$/, words: { items: 'designers:choices' } },
  { kind: 'options', at: /^\/items\/\d+$/, words: { key: 'designers:choiceValue', title: 'designers:choiceName' } },
  { kind: 'roles', at: /^$/, words: { roles: 'designers:roles' } },
  { kind: 'roles', at: /^\/roles\/[^/]+$/, words: { title: 'designers:choiceName' } },
  { kind: 'dataset', at: /^$/, words: { from: 'designers:source', fields: 'designers:columns' } },
  { kind: 'dataset', at: /^\/from$/, words: { form: 'studio:kind-form' } },
  { kind: 'dataset', at: /^\/fields\/[^/]+$/, words: { path: 'designers:columnPath' } },
  {
    kind: 'template',
    at: /^$/,
    words: { channel: 'designers:channel', subject: 'designers:subject', body: 'designers:body' },
  },
  { kind: 'page', at: /^$/, words: { blocks: 'designers:blocks' } },
  {
    kind: 'page',
    at: /^\/blocks\/\d+$/,
    words: { dashboard: 'designers:block-dashboard', form: 'studio:kind-form', text: 'designers:block-text' },
  },
  { kind: 'workflow', at: /^$/, words: { form: 'studio:kind-form', start: 'studio:startedBy' } },
  { kind: 'workflow', at: /^\/start$/, words: { roles: 'studio:startedBy' } },
  { kind: 'workflow', at: /\/step\/return$/, words: { to: 'studio:returnTo' } },
  {
    kind: 'workflow',
    at: /\/step\/assign\/\d+$/,
    words: { by: 'studio:assign', role: 'studio:role', levels: 'studio:managerLevel', field: 'studio:field' },
  },
  { kind: 'dashboard', at: /^$/, words: { access: 'studio:seenBy' } },
  { kind: 'dashboard', at: /^\/access$/, words: { roles: 'studio:seenBy' } },
  {
    kind: 'dashboard',
    at: /^\/widgets\/[^/]+$/,
    words: {
      title: 'studio:titleLabel',
      dataset: 'studio:kind-dataset',
      dimensions: 'studio:groupedBy',
      measures: 'studio:measured',
    },
  },
  {
    kind: 'dashboard',
    at: /^\/widgets\/[^/]+\/(dimensions|measures)\/\d+$/,
    words: { op: 'studio:operation', field: 'studio:field' },
  },
  {
    kind: 'scenario',
    at: /^$/,
    words: {
      workflow: 'studio:kind-workflow',
      initiator: 'studio:startedBy',
      data: 'studio:scenarioData',
      decisions: 'studio:scenarioDecisions',
      expect: 'studio:scenarioExpect',
    },
  },
  {
    kind: 'scenario',
    at: /^\/decisions\/\d+$/,
    words: { step: 'studio:step', by: 'studio:role', decision: 'studio:decision' },
  },
  { kind: 'scenario', at: /^\/expect$/, words: { status: 'studio:scenarioStatus' } },
];

/** How a designer labels the input of `key` in the part of a definition at `at`; undefined for what is only edited as JSON. */
export function propertyLabel(
  kind: DefinitionKind | 'pack',
  json: JsonObject,
  at: JsonPointer,
  key: string,
): Label | undefined {
  const spec = propertiesAt(kind, json, at).find(({ path }) => path === pointer(key));
  if (spec) return { text: spec.label };
  const word = labels
    .filter((each) => (each.kind ?? kind) === kind && each.at.test(at))
    .map(({ words }) => words[key])
    .find((found) => found !== undefined);
  return word && { word };
}

/** The properties that the engine gives to a field, a column of rows or a widget. */
function propertiesAt(
  kind: DefinitionKind | 'pack',
  json: JsonObject,
  at: JsonPointer,
): { path: string; label: Text }[] {
  const { type } = objectAt(json, at);
  if (kind === 'form' && /^\/fields\/[^/]+(\/fields\/[^/]+)?$/.test(at))
    return [...commonProperties, ...(fieldTypes.find((one) => one.type === type)?.properties ?? [])];
  if (kind === 'dashboard' && /^\/widgets\/[^/]+$/.test(at))
    return widgetTypes.find((one) => one.type === type)?.properties ?? [];
  return [];
}
