const steps = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 } as const;

/** `10MB` in bytes; undefined for what says no size. */
export function byteCount(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)$/i.exec(text ?? '');
  const [, number, unit] = match ?? [];
  if (number === undefined || unit === undefined) return undefined;
  return Math.floor(Number(number) * steps[unit.toUpperCase() as keyof typeof steps]);
}

/** Bytes as people read them. */
export function sizeText(bytes: number): string {
  if (bytes < steps.KB) return `${bytes} B`;
  if (bytes < steps.MB) return `${Math.round(bytes / steps.KB)} KB`;
  return `${(bytes / steps.MB).toFixed(1).replace(/\.0$/, '')} MB`;
}
