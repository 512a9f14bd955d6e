import type { FormerField } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';

/** Values of fields that the form no longer has. */
export function FormerFields({ fields, lead }: { fields: readonly FormerField[]; lead?: string }) {
  const t = useTexts('form');
  return (
    <section className="dg-card dg-card-body" aria-labelledby="former-fields">
      <h2 id="former-fields">{t('formerTitle')}</h2>
      {lead && <p className="dg-soft">{lead}</p>}
      <dl className="dg-former">
        {fields.map(({ release, name, title, text }) => (
          <div key={`${release} ${name}`}>
            <dt className="dg-faint">{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
