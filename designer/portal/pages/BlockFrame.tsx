import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';

type Props = {
  title: string;
  /** Beside the title: a number, a time. */
  beside?: ReactNode;
  /** Where the same stands by itself, with all that it can do. */
  whole: { to: string; label: string };
  /** Before that link: buttons. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A block of a page that shows something with a place of its own. */
export function BlockFrame({ title, beside, whole, actions, children }: Props) {
  const id = useId();
  return (
    <section className="dg-page-block" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {beside && <span className="dg-soft">{beside}</span>}
        <span className="dg-page-block-end dg-no-print">
          {actions}
          <Link to={whole.to} aria-label={`${whole.label}: ${title}`}>
            {whole.label}
          </Link>
        </span>
      </header>
      {children}
    </section>
  );
}
