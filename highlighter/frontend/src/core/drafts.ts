/** What is being written and was not sent yet: kept with every letter, and there again after a reload. */
import type { Store } from "./store.ts";

export class Drafts {
  readonly #store: Store;
  readonly #prefix: string;

  /** `reader` names the database and the person: nobody else reads their drafts. */
  constructor(store: Store, reader: string) {
    this.#store = store;
    // Not under "workbench:", where the outbox reads every key.
    this.#prefix = `workbench-draft:${reader}:`;
  }

  get(place: string): string {
    try {
      return this.#store.get(this.#prefix + place) ?? "";
    } catch {
      return "";
    }
  }

  /** False where this browser keeps nothing: then it is in its field alone. */
  keep(place: string, text: string): boolean {
    try {
      if (text === "") this.#store.remove(this.#prefix + place);
      else this.#store.set(this.#prefix + place, text);
      return true;
    } catch {
      return false;
    }
  }
}
