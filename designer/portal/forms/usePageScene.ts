import { useMemo } from 'react';
import { type Context, type Form, initialRow, type JsonObject } from '../../../engine/index.ts';
import { momentOf, type Scene } from '../../render/form/scene.ts';
import type { FilledForm } from '../../render/form/useFilledForm.ts';
import type { ParsedScreen } from './form-screen.ts';
import { useFormServices } from './useFormServices.ts';

type Options = {
  parsed: ParsedScreen;
  context: Context;
  mode: Scene['mode'];
  filled: Pick<FilledForm, 'set' | 'choose' | 'touch'>;
};

/** What a FormView keeps between keystrokes. */
export function usePageScene({ parsed, context, mode, filled }: Options): Scene {
  const { form, options, screen } = parsed;
  const services = useFormServices(form.key, screen.release);
  const { set, choose, touch } = filled;
  return useMemo(
    () => ({
      form,
      mode,
      ...momentOf(context),
      options,
      services,
      set,
      choose,
      touch,
      newRow: (rows): JsonObject => initialRow(form, rows, {}, context),
      ...(mode === 'fill' && context.exists !== true && { notFilled: notFilledBy(form, context) }),
    }),
    [form, mode, context, options, services, set, choose, touch],
  );
}

/** Fields of a new record that the person may not fill, and that nothing computes or numbers. */
function notFilledBy(form: Form, { access }: Context): ReadonlySet<string> {
  const fields = Object.values(form.fields).filter(({ compute, kind }) => compute === undefined && !kind.assigned);
  const closed = fields.filter(({ name, readonly }) => readonly || access[name] !== 'edit');
  return new Set(closed.map(({ name }) => name));
}
