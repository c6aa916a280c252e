/** One tab at a time. */

export interface Locks {
  /** Runs `work` while nobody else holds `name`; waits until then. */
  hold<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Web Locks, across tabs. Without them (an insecure origin) one at a time within this page: two
 * tabs may then send the same operation, which the server answers as it did the first time.
 */
export function webLocks(manager: LockManager | undefined): Locks {
  return manager === undefined ? new PageLocks() : { hold: (name, work) => manager.request(name, work) };
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
}
