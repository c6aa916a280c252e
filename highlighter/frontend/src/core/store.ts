/** Where the outbox keeps what was not yet sent. */

export interface Store {
  keys(): string[];
  get(key: string): string | null;
  /** Throws when the store is full or closed. */
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** The browser's localStorage, which survives reloads and is shared by its tabs. */
export function localStore(storage: Storage): Store {
  return {
    keys: () => Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? ""),
    get: (key) => storage.getItem(key),
    set: (key, value) => storage.setItem(key, value),
    remove: (key) => storage.removeItem(key),
  };
}
