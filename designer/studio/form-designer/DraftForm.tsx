import { useEffect, useMemo, useState } from 'react';
import { type Form, initialData, initialRow, type JsonObject } from '../../../engine/index.ts';
import { lookUp } from '../../api/records.ts';
import { FormView } from '../../render/form/FormView.tsx';
import { momentOf, type Scene } from '../../render/form/scene.ts';
import { useFilledForm } from '../../render/form/useFilledForm.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useSession } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { previewContext } from './preview-context.ts';

/** A form of the draft, to be filled in without being kept. `onData` hears what it settles to. */
export function DraftForm({ form, onData }: { form: Form; onData?(data: JsonObject, valid: boolean): void }) {
  const t = useTexts();
  const session = useSession();
  const locale = useLocale();
  const { partial } = useStudio();
  const [now] = useState(() => new Date().toISOString());
  const context = useMemo(
    () => previewContext(form, partial, session, locale, now),
    [form, partial, session, locale, now],
  );
  const [initial] = useState(() => initialData(form, context));
  const filled = useFilledForm({ form, context, initial });
  const { set, choose, touch, state, valid } = filled;
  const scene = useMemo(
    (): Scene => ({
      form,
      mode: 'fill',
      ...momentOf(context),
      options: context.options,
      services: {
        // Candidates come from the published form; a field that exists only in the draft has none yet.
        lookUp: (field, q, signal, current) => lookUp(form.key, field, q, { signal, current }).catch(() => []),
        // A preview stores nothing, so a chosen file is only named.
        upload: async (_field, file) => ({
          id: `preview-${file.name}`,
          name: file.name,
          size: file.size,
          type: file.type,
        }),
        fileAddress: () => '#',
        failureText: (thrown) => problemText(t, thrown),
        units: session.units,
      },
      set,
      choose,
      touch,
      newRow: (rows) => initialRow(form, rows, {}, context),
    }),
    [form, session, context, set, choose, touch, t],
  );
  useEffect(() => {
    onData?.(state.data, valid);
  }, [state.data, valid, onData]);
  return <FormView scene={scene} state={state} />;
}
