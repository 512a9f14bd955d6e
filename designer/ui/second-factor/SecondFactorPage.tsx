import { useQueryClient } from '@tanstack/react-query';
import type { Session } from '../../../engine/index.ts';
import { sessionQuery } from '../../api/session.ts';
import { FrontPage } from '../FrontPage.tsx';
import { useTexts } from '../useTexts.ts';
import { SecondFactorSetUp } from './SecondFactorSetUp.tsx';

/** The only page there is until the second factor that a role asks for has been set up. */
export default function SecondFactorPage({ session }: { session: Session }) {
  const t = useTexts('secondFactor');
  const queries = useQueryClient();
  return (
    <FrontPage title={t('forcedTitle')} text={t('forcedText')}>
      <SecondFactorSetUp
        name={session.actor.name}
        tenant={session.actor.tenant}
        anew={false}
        onDone={() => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })}
      />
    </FrontPage>
  );
}
