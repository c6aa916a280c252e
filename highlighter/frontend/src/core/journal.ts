/** Where undo and redo outlive a reload: a small value a step, written with the step itself. */
import type { Step } from "./history.ts";
import type { KeptHistory } from "./reading.ts";
import type { Store } from "./store.ts";
import type { Annotation } from "./types.ts";

/** What the store has of each part, so that only what changed is written. */
type Written = Map<string, unknown>;

export class Journal {
  readonly #store: Store;
  readonly #prefix: string;
  #written: Written = new Map();

  /** `prefix` names the revision and its reader: nobody else's steps are read. */
  constructor(store: Store, prefix: string) {
    this.#store = store;
    this.#prefix = `${prefix}:`;
  }

  /** Writes what is new. A store that is full or closed costs undo after a reload, not the work. */
  keep({ steps, at, gone }: KeptHistory): void {
    const wanted: Written = new Map<string, unknown>([["at", at]]);
    steps.forEach((step, index) => wanted.set(`step:${index}`, step));
    for (const row of gone) wanted.set(`gone:${row.id}`, row);
    try {
      for (const [name, value] of wanted) this.#write(name, value);
      for (const name of [...this.#written.keys()]) if (!wanted.has(name)) this.#remove(name);
    } catch {
      this.#clear();
    }
  }

  /** What was kept; a piece that cannot be read leaves nothing of it. */
  read(): unknown {
    const values = new Map<string, unknown>();
    try {
      for (const key of this.#store.keys().filter((each) => each.startsWith(this.#prefix))) {
        values.set(key.slice(this.#prefix.length), JSON.parse(this.#store.get(key) ?? "null"));
      }
    } catch {
      this.#clear();
      return null;
    }
    this.#written = values;
    const steps: unknown[] = [];
    while (values.has(`step:${steps.length}`)) steps.push(values.get(`step:${steps.length}`) as Step);
    const gone = [...values].filter(([name]) => name.startsWith("gone:")).map(([, row]) => row as Annotation);
    return { steps, at: values.get("at"), gone };
  }

  #write(name: string, value: unknown): void {
    if (this.#written.get(name) === value) return;
    this.#store.set(this.#prefix + name, JSON.stringify(value));
    this.#written.set(name, value);
  }

  #remove(name: string): void {
    this.#store.remove(this.#prefix + name);
    this.#written.delete(name);
  }

  /** Half a history would undo the wrong step. */
  #clear(): void {
    this.#written = new Map();
    try {
      for (const key of this.#store.keys()) if (key.startsWith(this.#prefix)) this.#store.remove(key);
    } catch {
      // A closed store has nothing to clear.
    }
  }
}
