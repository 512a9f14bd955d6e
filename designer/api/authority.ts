// Who the browser speaks for: the CSRF token of the session, the reader's language, and what happens when a session ends
// under an open page. Kept outside React, because every call needs it and none may lose what the person has typed.
import type { Locale } from '../../engine/index.ts';

type Listener = () => void;

let csrf = '';
let locale: Locale = 'en';
let expired = false;
let proving = false;
let unproven: ((proven: boolean) => void)[] = [];
let waiting: ((signedIn: boolean) => void)[] = [];
const listeners = new Set<Listener>();

export const authority = {
  csrf: () => csrf,
  locale: () => locale,
  setCsrf(token: string) {
    csrf = token;
  },
  setLocale(next: Locale) {
    locale = next;
  },
  /** True while a sign-in is asked for on top of the open page. */
  isExpired: () => expired,
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** A call was answered 401: asks for a sign-in, and answers whether there was one. Calls wait together. */
  signInAgain(): Promise<boolean> {
    setExpired(true);
    return new Promise((resolve) => waiting.push(resolve));
  },
  /** True while a proof of who is there is asked for on top of the open page. */
  isProving: () => proving,
  /** A call was refused until the person has proved again who they are: asks, and answers whether they did. Calls wait together. */
  prove(): Promise<boolean> {
    setProving(true);
    return new Promise((resolve) => unproven.push(resolve));
  },
  /** The dialog's answer: the calls that wait go on, or are refused. */
  settleProof(proven: boolean) {
    const going = unproven;
    unproven = [];
    setProving(false);
    for (const resolve of going) resolve(proven);
  },
  /** The overlay's answer: the calls that wait go on, or fail. */
  settle(signedIn: boolean) {
    const going = waiting;
    waiting = [];
    setExpired(false);
    for (const resolve of going) resolve(signedIn);
  },
};

function setExpired(next: boolean) {
  if (expired === next) return;
  expired = next;
  for (const listener of listeners) listener();
}

function setProving(next: boolean) {
  if (proving === next) return;
  proving = next;
  for (const listener of listeners) listener();
}
