import { useMemo, useRef } from 'react';
import { lookUp } from '../../api/records.ts';
import { fileAddress, uploadFile } from '../../api/upload.ts';
import type { FormServices } from '../../render/form/scene.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useSession } from '../../ui/session.tsx';
import { useTexts } from '../../ui/useTexts.ts';

/** What the controls of a form ask of the server, as the release has it that the form is filled in under. */
export function useFormServices(form: string, release: number): FormServices {
  const { units } = useSession();
  const t = useTexts();
  const sending = useRef(0);
  return useMemo(
    () => ({
      lookUp: (field, q, signal, current) => lookUp(form, field, q, { signal, release, current }),
      upload: async (field, file, onProgress, signal) => {
        sending.current += 1;
        try {
          return await uploadFile(file, onProgress, { signal, query: { form, field, release: String(release) } });
        } finally {
          sending.current -= 1;
        }
      },
      sending: () => sending.current,
      fileAddress,
      failureText: (thrown) => problemText(t, thrown),
      units,
    }),
    [form, release, units, t],
  );
}
