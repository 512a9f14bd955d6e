import type { Issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { OptionSet } from '../fields/index.ts';
import type { Form } from '../forms/index.ts';
import type { Dashboard, Dataset } from '../reports/index.ts';
import type { DefinitionKind, Permission } from '../wire/index.ts';
import type { Workflow } from '../workflow/index.ts';
import type { Page } from './page.ts';
import type { Scenario } from './scenario.ts';
import type { Template } from './template.ts';

/** A pack as files: what is edited, published and hashed. */
export type PackFiles = { pack: JsonObject; definitions: { kind: DefinitionKind; key: string; json: JsonObject }[] };

/** A finding in one definition of a pack (`kind: 'pack'` for pack.json itself). */
export type PackProblem = { kind: DefinitionKind | 'pack'; key: string; issue: Issue };

/** `mfa`: who has the role signs in with a second factor. */
export type RoleDefinition = { title: Text; description?: Text; permissions: Permission[]; mfa?: 'required' };

/** Where an entry of the navigation leads. Pages that no entry names follow the entries. */
export type NavigationTarget = { form: string } | { dashboard: string } | { page: string };
export type NavigationEntry = NavigationTarget & { title?: Text; icon?: string };
export type QuickAction = { form: string; title?: Text; icon?: string };

/** A parsed pack: every definition typed and every link between them resolved. Maps are by key and hold the pack's own definitions only. */
export type Pack = {
  key: string;
  title: Text;
  description?: Text;
  requires: string[];
  home: { navigation: NavigationEntry[]; quickActions: QuickAction[] };
  forms: { [key: string]: Form };
  workflows: { [key: string]: Workflow };
  datasets: { [key: string]: Dataset };
  dashboards: { [key: string]: Dashboard };
  options: { [key: string]: OptionSet };
  templates: { [key: string]: Template };
  /** By role, whatever file it stands in. */
  roles: { [role: string]: RoleDefinition };
  pages: { [key: string]: Page };
  scenarios: { [key: string]: Scenario };
  json: JsonObject;
};
