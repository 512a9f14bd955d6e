import { type JsonPointer, pointer as pointerFrom, segmentsOf } from '../../../engine/index.ts';
import { inputId } from './scene.ts';

/** Brings the input at a pointer (or the nearest one around it) into view and puts the cursor there. Answers whether there was one. */
export function focusAt(path: JsonPointer): boolean {
  const segments = segmentsOf(path);
  for (let length = segments.length; length > 0; length--) {
    const found = document.getElementById(inputId(pointerFrom(...segments.slice(0, length))));
    if (!found) continue;
    found.closest('details')?.setAttribute('open', '');
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
    return true;
  }
  return false;
}
