import { isJsonObject, type JsonObject, own } from '../core/json.ts';
import type { FormOutline, OptionSet } from '../fields/index.ts';
import { type Form, outlineOf } from '../forms/index.ts';
import type { Dataset } from '../reports/index.ts';
import type { DefinitionKind } from '../wire/index.ts';
import type { Workflow } from '../workflow/index.ts';
import type { FormerOptions } from './former-options.ts';
import { kindFacts } from './kinds.ts';
import type { Pack, PackFiles } from './pack.ts';

/**
 * Where the definitions of a pack find what they name: in the pack itself, then in those that it requires. `has` and `keys`
 * are about what was written, the rest about what could be parsed: a link to something broken is not a second fault.
 */
export type PackLinks = {
  has(kind: DefinitionKind, key: string): boolean;
  keys(kind: DefinitionKind): string[];
  options(key: string): OptionSet | undefined;
  form(key: string): Form | undefined;
  /** The raw definition of a form, broken or not. */
  formJson(key: string): JsonObject | undefined;
  outline(key: string): FormOutline | undefined;
  workflow(key: string): Workflow | undefined;
  dataset(key: string): Dataset | undefined;
  /** Undefined while a definition of roles is broken: nobody can tell then which there are. */
  roles(): readonly string[] | undefined;
  /** What earlier releases of the pack offered to choose. */
  former: FormerOptions;
};

/** `own` fills while the pack is parsed, kind by kind; `brokenRoles` tells whether some of its roles could not be read. */
export function packLinks(
  files: PackFiles,
  own_: Pack,
  required: readonly Pack[],
  brokenRoles: () => boolean,
  former: FormerOptions,
): PackLinks {
  const packs = [own_, ...required];
  const written = new Map<DefinitionKind, Map<string, JsonObject>>();
  for (const { kind, key, json } of files.definitions) {
    const known = written.get(kind) ?? new Map<string, JsonObject>();
    if (!known.has(key)) known.set(key, json);
    written.set(kind, known);
  }
  const find = <T>(pick: (pack: Pack) => { [key: string]: T }, key: string): T | undefined => {
    for (const pack of packs) {
      const found = own(pick(pack), key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const outlines = new Map<string, FormOutline | undefined>();
  const links: PackLinks = {
    has: (kind, key) =>
      written.get(kind)?.has(key) === true || required.some((pack) => Object.hasOwn(pack[kindFacts[kind].folder], key)),
    keys: (kind) => [
      ...(written.get(kind)?.keys() ?? []),
      ...required.flatMap((pack) => Object.keys(pack[kindFacts[kind].folder])),
    ],
    options: (key) => find((pack) => pack.options, key),
    form: (key) => find((pack) => pack.forms, key),
    formJson: (key) => written.get('form')?.get(key) ?? find((pack) => pack.forms, key)?.json,
    outline: (key) => {
      if (!outlines.has(key)) {
        const json = links.formJson(key);
        outlines.set(key, isJsonObject(json) ? outlineOf(json) : undefined);
      }
      return outlines.get(key);
    },
    workflow: (key) => find((pack) => pack.workflows, key),
    dataset: (key) => find((pack) => pack.datasets, key),
    former,
    roles: () => (brokenRoles() ? undefined : packs.flatMap((pack) => Object.keys(pack.roles))),
  };
  return links;
}
