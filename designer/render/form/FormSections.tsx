import type { ReactElement } from 'react';
import { localise, type Section } from '../../../engine/index.ts';
import { useScene } from './scene.ts';

type Props = { drawn: ReadonlyMap<string, ReactElement> };

/** Fields in the sections of the form's layout, in columns; what the layout does not name comes last. */
export function FormSections({ drawn }: Props) {
  const { form } = useScene();
  const placed = new Set(form.layout.flatMap(({ fields }) => fields));
  const rest = [...drawn.keys()].filter((name) => !placed.has(name));
  const sections: Section[] =
    rest.length > 0 ? [...form.layout, { columns: 2, collapse: 'never', fields: rest }] : form.layout;
  return (
    <div className="dg-form">
      {sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections are nothing but their place
        <FormSection key={index} section={section} drawn={drawn} />
      ))}
    </div>
  );
}

function FormSection({ section, drawn }: Props & { section: Section }) {
  const { locale } = useScene();
  const content = section.fields.flatMap((name) => drawn.get(name) ?? []);
  if (content.length === 0) return null;
  const title = localise(section.title, locale);
  const body = (
    <>
      {section.help && <p className="dg-help">{localise(section.help, locale)}</p>}
      <div className={`dg-section-grid dg-columns-${section.columns}`}>{content}</div>
    </>
  );
  if (section.collapse !== 'never') {
    return (
      <details className="dg-section" open={section.collapse === 'open'}>
        <summary>
          <h2>{title}</h2>
        </summary>
        {body}
      </details>
    );
  }
  return (
    <section className="dg-section">
      {title && <h2>{title}</h2>}
      {body}
    </section>
  );
}
