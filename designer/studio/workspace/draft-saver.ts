// Keeps the stored draft up with the edited one: a definition at a time, over the revision that it was read with.
// Knows no React, so that it is tested without a screen.
import type { JsonObject, LocatedIssue, PackDraft, SavedDefinition } from '../../../engine/index.ts';
import {
  changedSince,
  type DefinitionRef,
  type Document,
  documentOf,
  packRef,
  parseRef,
  refOf,
} from '../document/index.ts';

/** What the API does for the saver. */
export type DraftStore = {
  save(ref: DefinitionRef, json: JsonObject, revision: number): Promise<SavedDefinition>;
  remove(ref: DefinitionRef, revision: number): Promise<void>;
};

export type SaveState =
  | { status: 'saved' | 'dirty' | 'saving' }
  /** Another person has saved this definition meanwhile. */
  | { status: 'conflict'; ref: DefinitionRef }
  | { status: 'failed'; failure: unknown };

type Options = {
  store: DraftStore;
  /** Milliseconds of rest after the last change before it is saved. */
  rest: number;
  onState(state: SaveState): void;
  /** True for an answer that says that the revision is not the stored one any more. */
  isConflict(failure: unknown): boolean;
};

/** The draft as it is stored, with what the application says of itself. */
export function draftDocument({ pack, definitions }: PackDraft): Document {
  return documentOf([{ ...packRef, json: pack }, ...definitions]);
}

export class DraftSaver {
  readonly #options: Options;
  #saved: Document;
  #revisions: Map<string, number>;
  #present: Document;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  /** What the server said of each definition when it was last saved. */
  readonly problems = new Map<string, LocatedIssue[]>();

  constructor(draft: PackDraft, options: Options) {
    this.#options = options;
    this.#saved = draftDocument(draft);
    this.#present = this.#saved;
    this.#revisions = new Map(draft.definitions.map(({ kind, key, revision }) => [`${kind}/${key}`, revision]));
    this.#revisions.set(refOf(packRef), draft.packRevision);
  }

  /** The draft as it is now; it is saved after a moment of rest. */
  change(present: Document): void {
    this.#present = present;
    clearTimeout(this.#timer);
    if (changedSince(this.#saved, present).length === 0) {
      // Back at what is stored: undone, or theirs taken. A save that is under way tells of its end itself.
      if (!this.#running) this.#options.onState({ status: 'saved' });
      return;
    }
    this.#options.onState({ status: 'dirty' });
    this.#timer = setTimeout(() => void this.flush(), this.#options.rest);
  }

  /** Saves what is not saved yet; resolves when there is nothing left or a save has failed. Answers whether all is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
    return changedSince(this.#saved, this.#present).length === 0;
  }

  /** After a conflict: go on from the stored revision and save ours over it. */
  overwrite(ref: DefinitionRef, storedRevision: number): Promise<boolean> {
    this.#revisions.set(`${ref.kind}/${ref.key}`, storedRevision);
    return this.flush();
  }

  /** After a conflict: theirs is what is saved now. */
  adopt(ref: DefinitionRef, json: JsonObject, storedRevision: number): void {
    this.#revisions.set(`${ref.kind}/${ref.key}`, storedRevision);
    this.#remember(`${ref.kind}/${ref.key}`, json);
  }

  hasUnsaved(): boolean {
    return changedSince(this.#saved, this.#present).length > 0;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #saveAll(): Promise<void> {
    for (
      let changed = changedSince(this.#saved, this.#present);
      changed.length > 0;
      changed = changedSince(this.#saved, this.#present)
    ) {
      this.#options.onState({ status: 'saving' });
      const ref = changed[0] ?? '';
      try {
        await this.#saveOne(ref);
      } catch (failure) {
        this.#options.onState(
          this.#options.isConflict(failure)
            ? { status: 'conflict', ref: parseRef(ref) }
            : { status: 'failed', failure },
        );
        return;
      }
    }
    this.#options.onState({ status: 'saved' });
  }

  async #saveOne(ref: string): Promise<void> {
    const json = this.#present.definitions[ref];
    const revision = this.#revisions.get(ref) ?? 0;
    const { kind, key } = parseRef(ref);
    if (json) {
      const answer = await this.#options.store.save({ kind, key }, json, revision);
      this.#revisions.set(ref, answer.revision);
      this.problems.set(ref, answer.problems);
    } else {
      await this.#options.store.remove({ kind, key }, revision);
      this.#revisions.delete(ref);
      this.problems.delete(ref);
    }
    this.#remember(ref, json);
  }

  #remember(ref: string, json: JsonObject | undefined): void {
    const definitions = { ...this.#saved.definitions };
    if (json) definitions[ref] = json;
    else delete definitions[ref];
    this.#saved = { definitions };
  }
}
