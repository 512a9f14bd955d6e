import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { clientProblem } from '../../api/problem.ts';
import { formScreenQuery } from '../../api/records.ts';
import { type ParsedScreen, parseScreen } from './form-screen.ts';

type Answer = { parsed?: ParsedScreen; error?: unknown; retry: () => void };

/** The screen of a form, fetched and parsed; of the release that a record names, else of the current one. */
export function useFormScreen(form: string, release?: number): Answer {
  const { data, error, refetch } = useQuery(formScreenQuery(form, release));
  const parsed = useMemo(() => (data ? parseScreen(data) : undefined), [data]);
  const retry = () => void refetch();
  if (parsed?.ok) return { parsed: parsed.value, retry };
  if (parsed)
    return {
      error: clientProblem('client/unreadable', 0, parsed.issues.map(({ code, path }) => `${code} ${path}`).join('\n')),
      retry,
    };
  return { error: error ?? undefined, retry };
}
