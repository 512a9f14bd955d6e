import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isJsonObject } from '../../../engine/index.ts';
import { type Command, definition, isOptionKey, listAt } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { findUse, type OptionUse } from './option-use.ts';

/** A change of a value that is in use: the person is told what it means, and decides. */
export type AskedChange = { index: number; key: string; to?: string; use: OptionUse; command: Command };
export type OptionActions = ReturnType<typeof useOptionActions>;

/** Removing and renaming values: at once where nothing uses them, else after a question. */
export function useOptionActions(options: string) {
  const queries = useQueryClient();
  const { document, dispatch } = useStudio();
  const [busy, setBusy] = useState<number>();
  const [asked, setAsked] = useState<AskedChange>();

  const tryTo = async (index: number, command: Command, to?: string) => {
    const items = listAt(definition(document, { kind: 'options', key: options }) ?? {}, '/items');
    const item = items[index];
    const key = isJsonObject(item) && typeof item.key === 'string' ? item.key : undefined;
    const doubled = items.filter((one) => isJsonObject(one) && one.key === key).length > 1;
    // What will be refused is refused at once; of two of one key, the other one stays what is meant.
    if (key === undefined || doubled || (to !== undefined && !isOptionKey(to))) return void dispatch(command);
    setBusy(index);
    const use = await findUse(queries, document, options, key);
    setBusy(undefined);
    if (use.mentions.length === 0 && use.records.length === 0) dispatch(command);
    else setAsked({ index, key, use, command, ...(to !== undefined && { to }) });
  };

  return {
    busy,
    asked,
    remove: (index: number) => void tryTo(index, { type: 'option.remove', options, index }),
    rename: (index: number, to: string) => void tryTo(index, { type: 'option.rename', options, index, to }, to),
    retire: (index: number) => {
      setAsked(undefined);
      const ref = { kind: 'options', key: options } as const;
      dispatch({ type: 'property.set', ref, path: `/items/${index}/retired`, value: true });
    },
    goOn: () => {
      setAsked(undefined);
      if (asked) dispatch(asked.command);
    },
    leave: () => setAsked(undefined),
  };
}
