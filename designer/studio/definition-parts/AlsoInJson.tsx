import type { JsonObject } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { OnlyInJson } from './OnlyInJson.tsx';

/** Parts of a form, a workflow or a state that no panel draws. */
export const undrawn = {
  form: ['checks', 'record', 'views'],
  workflow: ['auto', 'admin', 'events', 'no'],
  state: ['entry', 'exit', 'after', 'always', 'onDone', 'states'],
  step: ['empty', 'transfer', 'addSigner', 'auto'],
} as const;

type Props = { part: keyof typeof undrawn; json: JsonObject; showJson(): void };

/** Names what a definition says beside what its panel shows, so that it does not seem to be all. */
export function AlsoInJson({ part, json, showJson }: Props) {
  const t = useTexts('designers');
  const there = undrawn[part].filter((key) => json[key] !== undefined);
  if (there.length === 0) return null;
  return <OnlyInJson what={there.map((key) => t(`part-${key}`)).join(t('and'))} showJson={showJson} />;
}
