import { createContext, useContext } from 'react';

/** What is selected in the form designer: `purpose`, `items.cost`, `section:1`, or nothing (the form itself). */
export type FormStudioState = { form: string; selected: string | undefined; select(what: string | undefined): void };

export const FormStudio = createContext<FormStudioState>({ form: '', selected: undefined, select: () => undefined });

export function useFormStudio(): FormStudioState {
  return useContext(FormStudio);
}
