import { everOffered, type Locale, localise, type Option, type OptionSet } from '../../../engine/index.ts';

export type OptionNode = { value: string; title: string; disabled?: true; children: OptionNode[] };

/** The options that may be chosen as a tree, below those that they lie under; undefined where all lie side by side. */
export function optionTree(set: OptionSet, open: readonly Option[], locale: Locale): OptionNode[] | undefined {
  if (!open.some(({ parent }) => parent !== undefined)) return undefined;
  const shown = new Set(open.map(({ key }) => key));
  const all = everOffered(set);
  const above = new Map(all.map(({ key, parent }) => [key, parent]));
  // What an option lies under is shown as well, where it cannot be chosen itself.
  for (const { parent } of open) {
    for (let key = parent; key !== undefined && !shown.has(key); key = above.get(key)) shown.add(key);
  }
  const nodes = new Map<string, OptionNode>();
  for (const { key, title } of all) {
    if (!shown.has(key)) continue;
    const chosen = open.some((option) => option.key === key);
    nodes.set(key, { value: key, title: localise(title, locale), ...(chosen ? {} : { disabled: true }), children: [] });
  }
  const top: OptionNode[] = [];
  for (const [key, node] of nodes) (nodes.get(above.get(key) ?? '')?.children ?? top).push(node);
  return top;
}
