import type { ReactNode } from 'react';

/** Says that there is nothing here, and what one can do about it. `heading` where it is the whole page. */
export function EmptyState({
  title,
  children,
  heading = false,
}: {
  title: string;
  children?: ReactNode;
  heading?: boolean;
}) {
  const Title = heading ? 'h1' : 'p';
  return (
    <div className="dg-empty">
      <svg width="72" height="44" viewBox="0 0 72 44" aria-hidden="true" focusable="false">
        <g
          fill="none"
          stroke="var(--dg-line-strong)"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
          opacity="0.7"
        >
          <path d="M6 8h60M14 8c0 8 8 11 22 11s22-3 22-11M24 20c0 7 5 9 12 9s12-2 12-9M36 29v12M26 41h20" />
        </g>
      </svg>
      <Title className="dg-empty-title">{title}</Title>
      {children && <div className="dg-empty-text">{children}</div>}
    </div>
  );
}
