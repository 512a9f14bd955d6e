/** A new random key (UUID v4). `crypto.randomUUID` exists only in secure contexts; a plain-HTTP intranet has none. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * One idempotency key for one intention: the same content asked again gets the same key, so a second click or a retry
 * after a lost answer does not do the thing twice; changed content is a new intention.
 */
export class IntentKey {
  private content = '';
  private key = '';

  for(body: unknown): string {
    const content = JSON.stringify(body);
    if (this.key === '' || content !== this.content) {
      this.content = content;
      this.key = newKey();
    }
    return this.key;
  }

  /** After success: the next act is a new one, even with the same content. */
  done(): void {
    this.key = '';
  }
}
