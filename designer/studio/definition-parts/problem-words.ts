import {
  issue,
  type JsonObject,
  type Locale,
  type LocatedIssue,
  localise,
  messageOf,
  segmentsOf,
} from '../../../engine/index.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { type TextKey, useTexts } from '../../ui/useTexts.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { propertyLabel } from './property-label.ts';

/** What a problem says beside the designers' inputs: what is missing has there the label of its input, not its key in JSON. */
export function problemWords(
  found: LocatedIssue,
  json: JsonObject,
  locale: Locale,
  t: (key: TextKey) => string,
): string {
  const { code, path, kind, message } = found;
  const key = segmentsOf(path).at(-1);
  if (code !== 'definition/required' || key === undefined) return message;
  const label = propertyLabel(kind, json, path.slice(0, path.lastIndexOf('/')), key);
  if (!label) return message;
  return messageOf(issue(code, path, { key: 'word' in label ? t(label.word) : localise(label.text, locale) }), locale);
}

/** `problemWords` for the draft that is open, in the reader's language. */
export function useProblemWords(): (found: LocatedIssue) => string {
  const t = useTexts('studio');
  const locale = useLocale();
  const { document } = useStudio();
  return (found) => problemWords(found, document.definitions[`${found.kind}/${found.key}`] ?? {}, locale, t);
}
