import { useTexts } from '../../ui/useTexts.ts';
import { type DefinitionRef, definition } from '../document/index.ts';
import { TitleProperty } from '../property-editors/TitleProperty.tsx';
import { useStudio } from '../workspace/studio-context.ts';

/** What every definition says of itself: title and description. */
export function DefinitionHead({ definitionRef }: { definitionRef: DefinitionRef }) {
  const t = useTexts('designers');
  const { document, dispatch } = useStudio();
  const json = definition(document, definitionRef) ?? {};
  return (
    <div className="dg-card dg-card-body dg-kind-head">
      {(['title', 'description'] as const).map((name) => (
        <TitleProperty
          key={name}
          value={json[name]}
          onChange={(value) => dispatch({ type: 'property.set', ref: definitionRef, path: `/${name}`, value })}
          {...(name === 'description' && { label: t('description') })}
        />
      ))}
    </div>
  );
}
