import { Segmented } from 'antd';
import { isText, type Json, valueAt } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { DefinitionHead } from '../definition-parts/DefinitionHead.tsx';
import { MentionList } from '../definition-parts/MentionList.tsx';
import { OnlyInJson } from '../definition-parts/OnlyInJson.tsx';
import { ProblemLines } from '../definition-parts/ProblemLines.tsx';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { definition, mentionsOfTemplate } from '../document/index.ts';
import { useLocalesInOrder } from '../property-editors/LocalisedInput.tsx';
import type { DesignerProps } from '../workspace/designer-props.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { MessageExample } from './MessageExample.tsx';
import { MessageText } from './MessageText.tsx';

/** A message in each language: what is written, with places for values, and how it arrives. */
export function TemplateDesigner({ definitionKey: template, showJson }: DesignerProps) {
  const t = useTexts('designers');
  const { document, dispatch, problems } = useStudio();
  const order = useLocalesInOrder();
  const ref = { kind: 'template', key: template } as const;
  const json = definition(document, ref) ?? {};
  const set = (path: string, value: Json | undefined) => dispatch({ type: 'property.set', ref, path, value });
  const senders = mentionsOfTemplate(document, template);
  const workflows = new Set(senders.map((one) => one.ref.key));
  const forms = [...workflows].flatMap((key) => {
    const form = valueAt(definition(document, { kind: 'workflow', key }), '/form');
    return typeof form === 'string' ? [form] : [];
  });
  const mail = json.channel === 'mail';
  const odd = (['subject', 'body'] as const).find(
    (part) => !isText(json[part] ?? '') && JSON.stringify(json[part]) !== '{}',
  );
  if (odd) return <OnlyInJson what={t(odd)} showJson={showJson} />;
  return (
    <div className="dg-kind">
      <DefinitionHead definitionRef={ref} />
      <section className="dg-card dg-card-body dg-message-kind" aria-label={t('channel')}>
        <div className="dg-row">
          <span className="dg-soft">{t('channel')}</span>
          <Segmented
            value={mail ? 'mail' : 'notice'}
            options={(['notice', 'mail'] as const).map((value) => ({ value, label: t(`channel-${value}`) }))}
            onChange={(value) => set('/channel', value)}
            aria-label={t('channel')}
          />
          {(mail || json.format !== undefined) && (
            <Segmented
              value={json.format === 'html' ? 'html' : 'text'}
              options={(['text', 'html'] as const).map((value) => ({ value, label: t(`format-${value}`) }))}
              onChange={(value) => set('/format', value === 'html' ? 'html' : undefined)}
              aria-label={t('format')}
            />
          )}
        </div>
        <ProblemLines problems={['/channel', '/format'].flatMap((path) => problemsAt(problems, ref, path))} />
      </section>
      <div className="dg-message-languages">
        {order.map((locale) => (
          <section key={locale} className="dg-card dg-card-body dg-message" aria-label={t(`language-${locale}`)}>
            <h3>{t(`language-${locale}`)}</h3>
            <MessageText template={template} json={json} locale={locale} forms={forms} />
            <MessageExample json={json} locale={locale} form={forms[0]} />
          </section>
        ))}
      </div>
      <section className="dg-card dg-card-body" aria-label={t('sentBy')}>
        <h3>{t('sentBy')}</h3>
        {senders.length === 0 ? <p className="dg-faint">{t('sentByNone')}</p> : <MentionList mentions={senders} />}
      </section>
    </div>
  );
}
