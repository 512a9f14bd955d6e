import type { ReactNode } from 'react';
import { usePageTitle } from './usePageTitle.ts';

type Props = {
  title: string;
  /** Beside the title: a status, a number. */
  beside?: ReactNode;
  /** Under the title: one quiet line. */
  lead?: ReactNode;
  /** At the end of the line: buttons. */
  actions?: ReactNode;
};

/** The head of a page: its only h1, which also names the browser's tab. */
export function PageHeader({ title, beside, lead, actions }: Props) {
  usePageTitle(title);
  return (
    <header className="dg-page-header">
      <div className="dg-page-title">
        <h1>{title}</h1>
        {beside}
        {lead && <div className="dg-page-lead dg-soft">{lead}</div>}
      </div>
      {actions && <div className="dg-page-actions dg-no-print">{actions}</div>}
    </header>
  );
}
