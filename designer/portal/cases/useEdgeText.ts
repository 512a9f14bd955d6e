import { useCallback } from 'react';
import {
  describeRule,
  type Form,
  formatAt,
  type GraphEdge,
  type OptionSet,
  parseRule,
  pathTitle,
} from '../../../engine/index.ts';
import { useEventText } from '../../render/diagram/useEventText.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';

type Known = { form: Form; options(key: string): OptionSet | undefined } | undefined;

/** What is written on a transition: its event and, where the form is known, its condition in words. */
export function useEdgeText(known: Known): (edge: GraphEdge) => string {
  const event = useEventText();
  const locale = useLocale();
  const { zone } = useSession();
  return useCallback(
    (edge) => {
      if (!known || edge.guard === undefined) return event(edge);
      const rule = parseRule(edge.guard, { scope: known.form.scope, expect: { kind: 'boolean' } });
      if (!rule.ok) return event(edge);
      const condition = describeRule(rule.value, {
        locale,
        label: (path) => pathTitle(known.form, path, locale),
        format: (path, value) => formatAt(known.form, path, value, { locale, zone, options: known.options }),
      });
      const { guard: _, ...unguarded } = edge;
      return [event(unguarded), condition].filter(Boolean).join(' · ');
    },
    [known, event, locale, zone],
  );
}
