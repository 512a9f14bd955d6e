import type { MaskStyle } from './field-type.ts';

/** A text with stars: so much of it stays that its owner knows it again, and nobody else learns it. */
export function maskText(text: string, style: MaskStyle): string {
  const characters = [...text];
  if (style === 'all') return '***';
  if (style === 'email') return maskEmail(text);
  if (style === 'name')
    return characters.length < 2 ? '*' : `${characters[0]}${'*'.repeat(Math.min(characters.length - 1, 3))}`;
  const first = style.first ?? 0;
  const last = style.last ?? 0;
  // A short value would stay whole, or nearly so.
  if (characters.length < first + last + 2) return '***';
  const tail = last === 0 ? '' : characters.slice(-last).join('');
  return `${characters.slice(0, first).join('')}${'*'.repeat(characters.length - first - last)}${tail}`;
}

// `z***@example.com`: the host stays, of the name one character.
function maskEmail(text: string): string {
  const at = text.lastIndexOf('@');
  return at < 2 ? '***' : `${[...text][0]}***${text.slice(at)}`;
}
