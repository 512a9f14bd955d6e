import { autocompletion } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { type Diagnostic, linter, lintGutter } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import CodeMirror, { type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import { useEffect, useMemo, useRef } from 'react';
import { type JsonObject, type Locale, type LocalIssue, segmentsOf } from '../../../engine/index.ts';
import { schemaCompletion } from './completion.ts';
import { rangeOf } from './json-path.ts';

type Props = {
  text: string;
  onChange(text: string): void;
  /** JSON Schema of the kind: what completion offers. */
  schema: JsonObject;
  issues: LocalIssue[];
  /** Says where a text that is not JSON breaks. */
  syntaxIssue?: { line: number; column: number; message: string };
  /** A pointer to show: the value there is selected and scrolled to. */
  focus?: string;
  label: string;
  locale: Locale;
  /** For styles under the content security policy. */
  nonce: string | undefined;
  readOnly?: boolean;
};

/** A definition as text: completion by schema, problems underlined where they are. */
export function JsonView({
  text,
  onChange,
  schema,
  issues,
  syntaxIssue,
  focus,
  label,
  locale,
  nonce,
  readOnly = false,
}: Props) {
  const editor = useRef<ReactCodeMirrorRef>(null);

  const extensions = useMemo(
    () => [
      json(),
      lintGutter(),
      linter((view) => diagnostics(view, issues, syntaxIssue), { delay: 150 }),
      autocompletion({ override: [schemaCompletion(schema, locale)] }),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
      ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
    ],
    [schema, issues, syntaxIssue, label, locale, nonce],
  );

  useEffect(() => {
    const view = editor.current?.view;
    if (!view || focus === undefined) return;
    const { from, to } = rangeOf(view.state, segmentsOf(focus));
    view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    view.focus();
  }, [focus]);

  return (
    <CodeMirror
      ref={editor}
      value={text}
      onChange={onChange}
      extensions={extensions}
      readOnly={readOnly}
      basicSetup={{ tabSize: 2, autocompletion: false }}
    />
  );
}

function diagnostics(view: EditorView, issues: LocalIssue[], syntaxIssue: Props['syntaxIssue']): Diagnostic[] {
  if (syntaxIssue) {
    const { doc } = view.state;
    const line = doc.line(Math.min(Math.max(syntaxIssue.line, 1), doc.lines));
    const at = Math.min(line.from + Math.max(syntaxIssue.column - 1, 0), line.to);
    return [{ from: at, to: Math.min(at + 1, doc.length), severity: 'error', message: syntaxIssue.message }];
  }
  return issues.map((found) => ({
    ...rangeOf(view.state, segmentsOf(found.path)),
    severity: found.severity,
    message: found.message,
    source: found.code,
  }));
}
