// Stands in for the Markdown renderer that RJSF would load with every form: help and descriptions of fields are drawn by FormView,
// as the plain texts that definitions hold, so RJSF is never asked for Markdown. What it says itself is shown as it is written.
import type { ReactNode } from 'react';

export function Markdown({ children }: { children: ReactNode }): ReactNode {
  return children;
}
