import { lazy, Suspense, useMemo, useState } from 'react';
import {
  definitionLimits,
  definitionSchemas,
  isJsonObject,
  messageOf,
  parseStrictJson,
} from '../../../engine/index.ts';
import { Loading } from '../../ui/Loading.tsx';
import { styleNonce } from '../../ui/style-nonce.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { problemsAt } from '../definition-parts/problems-at.ts';
import { type DefinitionRef, definition } from '../document/index.ts';
import { useStudio } from './studio-context.ts';

// CodeMirror is large, and most analysts never open it.
const JsonView = lazy(() => import('../json-view/JsonView.tsx').then((module) => ({ default: module.JsonView })));

/** The definition as text. What is typed is a command as soon as it is JSON; until then it stays in the editor alone. */
export function DefinitionJson({ definitionRef }: { definitionRef: DefinitionRef }) {
  const t = useTexts('studio');
  const locale = useLocale();
  const { document: draft, dispatch, problems, focus } = useStudio();
  const json = definition(draft, definitionRef);
  const [typed, setTyped] = useState<{ text: string; of: unknown }>();
  const written = useMemo(() => `${JSON.stringify(json, null, 2)}\n`, [json]);
  // The typed text stands as long as it is what made the present definition; undo and other editors replace it.
  const text = typed && typed.of === json ? typed.text : written;
  const parsed = useMemo(() => parseStrictJson(text, definitionLimits), [text]);
  const issues = problemsAt(problems, definitionRef, '');
  const broken = parsed.ok ? undefined : parsed.issues[0];
  // A linter that is made anew at each stroke forgets what it has found.
  const syntaxIssue = useMemo(
    () =>
      broken && {
        line: Number(broken.params.line ?? 1),
        column: Number(broken.params.column ?? 1),
        message: messageOf(broken, locale),
      },
    [broken, locale],
  );

  const change = (next: string) => {
    const result = parseStrictJson(next, definitionLimits);
    if (result.ok && isJsonObject(result.value)) {
      if (dispatch({ type: 'definition.replace', ref: definitionRef, json: result.value }))
        setTyped({ text: next, of: result.value });
    } else {
      setTyped({ text: next, of: json });
    }
  };

  return (
    <Suspense fallback={<Loading />}>
      <div className="dg-json">
        {broken && (
          <p className="dg-bad" role="alert">
            {messageOf(broken, locale)}
          </p>
        )}
        <JsonView
          text={text}
          onChange={change}
          schema={definitionSchemas[definitionRef.kind]}
          issues={issues}
          {...(syntaxIssue && { syntaxIssue })}
          {...(focus !== undefined && { focus })}
          label={t('jsonOf', { key: definitionRef.key })}
          locale={locale}
          nonce={styleNonce}
        />
      </div>
    </Suspense>
  );
}
