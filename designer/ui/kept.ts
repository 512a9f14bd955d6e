// What a page keeps on this device for the person (unsaved input, chosen columns). One prefix, so that signing out forgets it.

const PREFIX = 'dougong.kept.';

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Full or forbidden storage: the server's copy is the one that counts.
  }
}

export function kept<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // A device that lets nothing be forgotten lets nothing be kept either.
  }
}

export function forgetKept(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // Nothing is kept here.
  }
}

/** What this device goes on knowing after signing out: its language, its organisation. Nothing about a person. */
type DeviceSetting = 'locale' | 'tenant';

export function remember(setting: DeviceSetting, value: string): void {
  try {
    localStorage.setItem(`dougong.${setting}`, value);
  } catch {
    // It is asked for again next time.
  }
}

export function remembered(setting: DeviceSetting): string | undefined {
  try {
    return localStorage.getItem(`dougong.${setting}`) ?? undefined;
  } catch {
    return undefined;
  }
}
