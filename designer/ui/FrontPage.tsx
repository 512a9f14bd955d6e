import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { sessionQuery, signOut } from '../api/session.ts';
import { BrandMark } from './Brand.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useTexts } from './useTexts.ts';

type Props = { title: string; text: string; children: ReactNode };

/** A page that must be done with before anything else opens; one may only sign out. */
export function FrontPage({ title, text, children }: Props) {
  const t = useTexts();
  const queries = useQueryClient();
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
        <Button
          type="text"
          onClick={async () => {
            await signOut().catch(() => undefined);
            queries.setQueryData(sessionQuery.queryKey, null);
          }}
        >
          {t('signOut')}
        </Button>
      </main>
    </div>
  );
}
