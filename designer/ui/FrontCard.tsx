import type { ReactNode } from 'react';
import { BrandMark } from './Brand.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';

type Props = { title: string; text: string; children: ReactNode };

/** The frame of the pages before the application itself opens: one card, and the language. */
export function FrontCard({ title, text, children }: Props) {
  return (
    <div className="dg-front">
      <div className="dg-front-language">
        <LanguageSwitch />
      </div>
      <main className="dg-front-card dg-card">
        <div className="dg-front-brand">
          <BrandMark size={40} />
          <div>
            <h1>{title}</h1>
            <p className="dg-soft">{text}</p>
          </div>
        </div>
        {children}
      </main>
    </div>
  );
}
