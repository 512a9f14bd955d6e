import type { Issue } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import { ok, type Result } from '../core/result.ts';
import { optionsSchema, parseOptions, withFormer } from '../fields/index.ts';
import { formSchema, parseForm } from '../forms/index.ts';
import { dashboardSchema, datasetSchema, parseDashboard, parseDataset } from '../reports/index.ts';
import type { DefinitionKind } from '../wire/index.ts';
import { parseWorkflow, workflowSchema } from '../workflow/index.ts';
import { formerIn } from './former-options.ts';
import type { Pack } from './pack.ts';
import type { PackLinks } from './pack-links.ts';
import { pageSchema, parsePage } from './parse-page.ts';
import { parseRoles, rolesSchema } from './parse-roles.ts';
import { parseScenario, scenarioSchema } from './parse-scenario.ts';
import { parseTemplate, templateSchema } from './parse-template.ts';

/** One kind of definition: its schema, and how its JSON becomes part of a pack. */
export type DefinitionType = {
  kind: DefinitionKind;
  schema: JsonObject;
  /** Puts what it parsed into the pack; answers every issue. */
  read(json: JsonObject, pack: Pack, links: PackLinks): Issue[];
};

function kindOf<T>(
  kind: DefinitionKind,
  schema: JsonObject,
  parse: (json: JsonObject, links: PackLinks) => Result<T>,
  put: (pack: Pack, key: string, value: T) => void,
): DefinitionType {
  return {
    kind,
    schema,
    read(json, pack, links) {
      const parsed = parse(json, links);
      if (!parsed.ok) return parsed.issues;
      put(pack, String(json.key), parsed.value);
      return [];
    },
  };
}

// In the order in which they are read: what is named comes before what names it.
export const definitionTypes: readonly DefinitionType[] = [
  kindOf(
    'options',
    optionsSchema,
    (json, { former }) => {
      const parsed = parseOptions(json);
      return parsed.ok ? ok(withFormer(parsed.value, own(former.sets, parsed.value.key))) : parsed;
    },
    (pack, key, value) => {
      pack.options[key] = value;
    },
  ),
  kindOf('roles', rolesSchema, parseRoles, (pack, _, value) => {
    Object.assign(pack.roles, value);
  }),
  kindOf('template', templateSchema, parseTemplate, (pack, key, value) => {
    pack.templates[key] = value;
  }),
  kindOf(
    'form',
    formSchema,
    (json, { options, outline, former }) =>
      parseForm(json, {
        options,
        form: outline,
        former: (at, but) => formerIn(own(former.forms, String(json.key)), at, but),
      }),
    (pack, key, value) => {
      pack.forms[key] = value;
    },
  ),
  kindOf(
    'workflow',
    workflowSchema,
    (json, links) =>
      parseWorkflow(json, { form: links.form, roles: links.roles(), template: (key) => links.has('template', key) }),
    (pack, key, value) => {
      pack.workflows[key] = value;
    },
  ),
  kindOf(
    'dataset',
    datasetSchema,
    (json, links) =>
      parseDataset(json, {
        form: (key) => {
          const form = links.formJson(key);
          return form && { json: form };
        },
        forms: links.keys('form'),
        options: links.keys('options'),
        workflows: links.keys('workflow'),
        former: (form, at) => formerIn(own(links.former.forms, form), at),
      }),
    (pack, key, value) => {
      pack.datasets[key] = value;
    },
  ),
  kindOf(
    'dashboard',
    dashboardSchema,
    (json, links) =>
      parseDashboard(json, {
        dataset: links.dataset,
        datasets: links.keys('dataset'),
        roles: links.roles(),
        options: links.keys('options'),
      }),
    (pack, key, value) => {
      pack.dashboards[key] = value;
    },
  ),
  kindOf('page', pageSchema, parsePage, (pack, key, value) => {
    pack.pages[key] = value;
  }),
  kindOf('scenario', scenarioSchema, parseScenario, (pack, key, value) => {
    pack.scenarios[key] = value;
  }),
];
