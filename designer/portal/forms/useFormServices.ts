import { useMemo } from 'react';
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
  return useMemo(
    () => ({
      lookUp: (field, q, signal, current) => lookUp(form, field, q, { signal, release, current }),
      upload: (field, file, onProgress, signal) =>
        uploadFile(file, onProgress, { signal, query: { form, field, release: String(release) } }),
      fileAddress,
      failureText: (thrown) => problemText(t, thrown),
      units,
    }),
    [form, release, units, t],
  );
}
