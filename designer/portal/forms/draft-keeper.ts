// Keeps what a person types: on this device at once, on the server after a moment of rest, one draft for each scope. Knows
// no React, so that its order of things (who saved what over which revision) is tested without a screen.
import type { Draft, FormerField, JsonObject, SentDraft } from '../../../engine/index.ts';

/** What lies on this device because the server has not confirmed it yet. */
export type Kept = { data: JsonObject; revision: number; at: string };

export type DraftStore = {
  save(data: JsonObject, revision: number): Promise<Draft>;
  discard(): Promise<void>;
  keep(kept: Kept): void;
  forget(): void;
  /** For a refused save: the draft that is stored now, when that is why. */
  conflictOf(failure: unknown): Draft | undefined;
  /** For a refused save: what the draft became, when it was submitted meanwhile. */
  sentOf(failure: unknown): SentDraft | undefined;
  /** For a refused save: the draft was given up elsewhere. */
  isGone(failure: unknown): boolean;
  now(): string;
};

export type DraftState =
  | { status: 'none' }
  | { status: 'dirty' | 'saving' }
  | { status: 'saved'; at: string }
  /** On this device alone: the server could not be had. */
  | { status: 'local'; failure: unknown }
  /** Another device has saved meanwhile; nothing is overwritten before the person has chosen. */
  | { status: 'conflict'; theirs: Draft }
  /** Submitted on another page or device: nothing more is kept of it before the person has begun anew. */
  | { status: 'sent'; sent: SentDraft };

export class DraftKeeper {
  readonly #store: DraftStore;
  readonly #rest: number;
  readonly #tell: (state: DraftState) => void;
  #revision: number;
  #data: JsonObject | undefined;
  #unsaved = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #held = false;
  #sent = false;

  constructor(store: DraftStore, options: { revision: number; rest: number; onState: (state: DraftState) => void }) {
    this.#store = store;
    this.#rest = options.rest;
    this.#tell = options.onState;
    this.#revision = options.revision;
  }

  /** The stored revision that this goes on from; 0 for a draft of its own. */
  get revision(): number {
    return this.#revision;
  }

  /** The data as it is now. */
  change(data: JsonObject): void {
    if (this.#held) return;
    this.#data = data;
    if (this.#sent) return;
    this.#unsaved = true;
    this.#store.keep({ data, revision: this.#revision, at: this.#store.now() });
    this.#tell({ status: 'dirty' });
    this.#later();
  }

  /** Saves what is not saved yet, now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** Saves over the other device's draft. */
  keepMine(theirs: Draft): Promise<void> {
    this.#revision = theirs.revision;
    this.#unsaved = true;
    return this.flush();
  }

  /** Goes on from the other device's draft. */
  takeTheirs(theirs: Draft): void {
    this.#revision = theirs.revision;
    this.#data = theirs.data;
    this.#unsaved = false;
    this.#store.forget();
    this.#tell({ status: 'saved', at: theirs.savedAt });
  }

  /** The draft was submitted elsewhere: no copy of it is kept. */
  wasSent(sent: SentDraft): void {
    this.stop();
    this.#sent = true;
    this.#unsaved = false;
    this.#store.forget();
    this.#tell({ status: 'sent', sent });
  }

  /** What stands here is a draft of its own from now on. */
  beginAnew(data: JsonObject): void {
    this.#sent = false;
    this.#revision = 0;
    this.change(data);
  }

  /** It was submitted from here: the server has closed it. */
  submitted(): void {
    this.stop();
    this.#unsaved = false;
    this.#store.forget();
  }

  /** What is written from now on is the real thing (a submission is under way, or it has succeeded). */
  hold(): void {
    this.#held = true;
    clearTimeout(this.#timer);
  }

  /** The submission failed: drafts again. */
  release(): void {
    this.#held = false;
    if (this.#unsaved) this.#later();
  }

  /** Forgets the draft, here and there. */
  async discard(): Promise<void> {
    this.stop();
    await this.#running;
    this.#unsaved = false;
    this.#revision = 0;
    this.#store.forget();
    await this.#store.discard();
    this.#tell({ status: 'none' });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#rest);
  }

  async #saveAll(): Promise<void> {
    while (this.#unsaved && this.#data && !this.#held) {
      const data = this.#data;
      this.#unsaved = false;
      this.#tell({ status: 'saving' });
      try {
        const saved = await this.#store.save(data, this.#revision);
        this.#revision = saved.revision;
        if (this.#data === data) {
          this.#store.forget();
          this.#tell({ status: 'saved', at: saved.savedAt });
        }
      } catch (failure) {
        const sent = this.#store.sentOf(failure);
        if (sent) return this.wasSent(sent);
        this.#unsaved = true;
        if (this.#revision > 0 && this.#store.isGone(failure)) {
          this.#revision = 0;
          continue;
        }
        const theirs = this.#store.conflictOf(failure);
        this.#tell(theirs ? { status: 'conflict', theirs } : { status: 'local', failure });
        return;
      }
    }
  }
}

export type Starting = {
  data: JsonObject;
  revision: number;
  at: string;
  from: 'server' | 'device';
  conflict?: Draft;
  /** What was typed into fields that the form no longer has. */
  former?: FormerField[];
};

/**
 * What a form begins with: the server's draft, or what this device kept and the server never got. `isKnown`: the server was
 * reached and tells what it has, so that a draft which it does not have was submitted or given up.
 */
export function startingDraft(stored: Draft | undefined, kept: Kept | undefined, isKnown = true): Starting | undefined {
  const revision = stored?.revision ?? 0;
  const former = stored?.former && { former: stored.former };
  if (kept && kept.revision === revision) return { data: kept.data, revision, at: kept.at, from: 'device', ...former };
  // Typed here over an earlier draft, while another device has saved a later one: the person chooses.
  if (kept && stored)
    return { data: kept.data, revision: kept.revision, at: kept.at, from: 'device', conflict: stored };
  if (kept && (kept.revision === 0 || !isKnown))
    return { data: kept.data, revision: kept.revision, at: kept.at, from: 'device' };
  return stored && { data: stored.data, revision, at: stored.savedAt, from: 'server', ...former };
}
