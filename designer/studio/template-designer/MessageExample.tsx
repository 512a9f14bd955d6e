import { type JsonObject, type Locale, renderTemplate } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { textsOf } from '../property-editors/LocalisedInput.tsx';
import { useStudio } from '../workspace/studio-context.ts';
import { exampleData } from './example-data.ts';

/** The message as it arrives, with made-up values. */
export function MessageExample({ json, locale, form }: { json: JsonObject; locale: Locale; form: string | undefined }) {
  const t = useTexts('designers');
  const { document } = useStudio();
  // The message speaks its own language, whatever the screen does.
  const words = {
    text: t('example-text', { lng: locale }),
    opinion: t('example-opinion', { lng: locale }),
    person: t('example-person', { lng: locale }),
    step: t('example-step', { lng: locale }),
    state: t('example-state', { lng: locale }),
  };
  const data = exampleData(document, form, words, locale);
  const html = json.format === 'html';
  const filled = (part: 'subject' | 'body', values: 'plain' | 'html') => {
    const texts = textsOf(json[part]);
    const source = texts[locale] ?? Object.values(texts)[0];
    return renderTemplate(typeof source === 'string' ? source : '', data, { escape: values, locale });
  };
  const subject = filled('subject', 'plain');
  const body = filled('body', html ? 'html' : 'plain');
  return (
    <figure className="dg-message-example">
      <figcaption className="dg-faint">{t('exampleLead')}</figcaption>
      {subject.ok && body.ok ? (
        <div>
          <strong>{subject.value.trim() || t('noSubject')}</strong>
          <p>{(html ? textOfHtml(body.value) : body.value).trim() || t('noBody')}</p>
        </div>
      ) : (
        <p className="dg-faint">{t('exampleBroken')}</p>
      )}
    </figure>
  );
}

/** What is read of a mail in HTML; its looks are the mail program's affair. A parsed document runs nothing and loads nothing. */
function textOfHtml(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}
