import { useTexts } from '../../ui/useTexts.ts';
import { DefinitionHead } from '../definition-parts/DefinitionHead.tsx';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { definition, listAt, packRef } from '../document/index.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { EntryRows } from './EntryRows.tsx';

/** What the application says of itself: its title, its menu, and the quick actions of the start page. */
export function ApplicationDesigner() {
  const t = useTexts('applications');
  const { document, problems } = useStudio();
  const required = listAt(definition(document, packRef) ?? {}, '/requires').filter((key) => typeof key === 'string');
  return (
    <div className="dg-kind">
      <DefinitionHead definitionRef={packRef} />
      {required.length > 0 && (
        <section className="dg-card dg-card-body" aria-label={t('requires')}>
          <h3>{t('requires')}</h3>
          <p>{required.join(t('designers:and'))}</p>
          <ProblemLines problems={problemsAt(problems, packRef, '/requires')} />
        </section>
      )}
      <EntryRows list="navigation" kinds={['form', 'dashboard', 'page']} />
      <EntryRows list="quickActions" kinds={['form']} />
    </div>
  );
}
