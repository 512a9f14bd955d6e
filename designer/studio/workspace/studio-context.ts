import { createContext, useContext } from 'react';
import type { LocatedIssue, Pack } from '../../../engine/index.ts';
import type { DefinitionRef } from '../document/index.ts';
import type { Workspace } from './useWorkspace.ts';

/** What every part of the workspace may use. View state (what is selected, which panel is open) is kept here, never in the document. */
export type Studio = Workspace & {
  /** What can be parsed of the draft as it is now, problems or not. */
  partial: Pack;
  problems: LocatedIssue[];
  selected: DefinitionRef | undefined;
  open(ref: DefinitionRef): void;
  /** The pointer inside the selected definition that is to be shown, after a click on a problem. */
  focus: string | undefined;
  show(ref: DefinitionRef, path: string): void;
};

export const StudioContext = createContext<Studio | undefined>(undefined);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio needs the workspace above it');
  return studio;
}
