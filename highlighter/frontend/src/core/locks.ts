/** One tab at a time. */

export interface Locks {
  /** Runs `work` while nobody else holds `name`; waits until then. */
  hold<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Gives back what is held although no work runs. */
  rest(): void;
}

/** So long a lock is kept after its work: asking for it anew takes as long as painting a tag. */
const LINGER_MS = 1000;

/** What a lock that lingers needs to know of its page. */
export interface Lingering {
  /** A hidden tab's timers sleep, and another tab would wait for them: it keeps no lock. */
  isHidden(): boolean;
  readonly later: (ms: number, work: () => void) => () => void;
}

/**
 * Web Locks, across tabs. Without them (an insecure origin) one at a time within this page: two
 * tabs may then send the same operation, which the server answers as it did the first time.
 */
export function webLocks(manager: LockManager | undefined, lingering: Lingering): Locks {
  return manager === undefined ? new PageLocks() : new LingeringLocks(manager, lingering);
}

interface Kept {
  readonly giveBack: () => void;
  readonly cancel: () => void;
}

/** A lock that is kept a little while: what follows soon begins at once, in the same turn. */
class LingeringLocks implements Locks {
  readonly #manager: LockManager;
  readonly #lingering: Lingering;
  /** The locks that are held although no work runs. */
  readonly #kept = new Map<string, Kept>();

  constructor(manager: LockManager, lingering: Lingering) {
    this.#manager = manager;
    this.#lingering = lingering;
  }

  async hold<T>(name: string, work: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(name);
    if (kept === undefined) return await this.#ask(name, work);
    kept.cancel();
    this.#kept.delete(name);
    try {
      return await work();
    } finally {
      this.#keep(name, kept.giveBack);
    }
  }

  rest(): void {
    for (const name of [...this.#kept.keys()]) this.#end(name);
  }

  #ask<T>(name: string, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((done, failed) => {
      const held = this.#manager.request(name, () => new Promise<void>((giveBack) => {
        void work().then(done, failed).then(() => this.#keep(name, giveBack));
      }));
      held.catch(failed);
    });
  }

  #keep(name: string, giveBack: () => void): void {
    if (this.#lingering.isHidden()) return giveBack();
    this.#kept.set(name, { giveBack, cancel: this.#lingering.later(LINGER_MS, () => this.#end(name)) });
  }

  #end(name: string): void {
    const kept = this.#kept.get(name);
    this.#kept.delete(name);
    kept?.cancel();
    kept?.giveBack();
  }
}

class PageLocks implements Locks {
  readonly #last = new Map<string, Promise<unknown>>();

  hold<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve();
    // Whether the one before ended well is not this one's concern.
    const mine = before.then(work, work);
    this.#last.set(name, mine);
    return mine;
  }

  rest(): void {}
}
