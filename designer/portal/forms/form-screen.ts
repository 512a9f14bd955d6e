import {
  type Form,
  type FormLinks,
  type FormScreen,
  type Issue,
  type OptionSet,
  outlineOf,
  own,
  parseForm,
  parseOptions,
  withFormer,
} from '../../../engine/index.ts';

/** A form as its screens use it: parsed by the same engine as the server's. */
export type ParsedScreen = {
  screen: FormScreen;
  form: Form;
  options(key: string): OptionSet | undefined;
  /** States that a record's status may name, by their key. */
  statuses: Statuses;
};

/** Parses what the server sent; issues where this browser's engine does not understand it (an old tab after an update). */
export function parseScreen(screen: FormScreen): { ok: true; value: ParsedScreen } | { ok: false; issues: Issue[] } {
  const sets = new Map<string, OptionSet>();
  for (const [key, json] of Object.entries(screen.options)) {
    const parsed = parseOptions(json);
    if (parsed.ok) sets.set(key, withFormer(parsed.value, own(screen.former?.sets ?? {}, key)));
  }
  const options = (key: string) => sets.get(key);
  const links: FormLinks = {
    options,
    form: (key) => outlineOf(own(screen.linked, key)),
    former: (at) => own(screen.former?.fields ?? {}, at) ?? [],
  };
  const form = parseForm(screen.definition, links);
  if (!form.ok) return form;
  return { ok: true, value: { screen, form: form.value, options, statuses: screen.statuses ?? {} } };
}

export type Statuses = NonNullable<FormScreen['statuses']>;
