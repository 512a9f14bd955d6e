import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { sessionQuery, signOut } from '../api/session.ts';
import { FrontCard } from './FrontCard.tsx';
import { useTexts } from './useTexts.ts';

type Props = { title: string; text: string; children: ReactNode };

/** A page that must be done with before anything else opens; one may only sign out. */
export function FrontPage({ title, text, children }: Props) {
  const t = useTexts();
  const queries = useQueryClient();
  return (
    <FrontCard title={title} text={text}>
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
    </FrontCard>
  );
}
