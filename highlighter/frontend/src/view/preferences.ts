/**
 * What a reviewer chose for reading. The server keeps it; this browser keeps a copy, which holds
 * from the first moment and until the server has taken what was chosen last.
 */

import type { ReaderData, ReadingPreferences } from "../core/types.ts";
import { type Appearance, appearanceOf } from "./appearance.ts";

type Values = ReadingPreferences;
type Given = Pick<ReaderData, "api" | "token" | "preferences">;

/** Somebody tries one size after the other: only the last is sent. */
const PAUSE = 600;

export class Preferences {
  readonly #prefix: string;
  #data: Given;
  #values: Values;
  /** What was chosen here and not yet taken by the server. */
  #unsent: boolean;
  #timer = 0;

  constructor(data: ReaderData) {
    // Not under "workbench:", where the outbox reads every key.
    this.#prefix = prefixOf(data);
    this.#data = data;
    const { id, title } = data.article;
    this.#set(`article:${data.revision.id}`, JSON.stringify({ id, title }));
    const cached = copyOf(kept(`${this.#prefix}preferences`));
    this.#unsent = cached?.unsent ?? false;
    this.#values = (this.#unsent ? cached?.values : this.#data.preferences) ?? {};
    if (this.#unsent) this.#sendSoon();
  }

  /** The page ran again: what another tab or browser chose meanwhile holds here too. True: something is other. */
  renew(data: ReaderData): boolean {
    const fresh = data.token !== this.#data.token;
    const before = this.#data.preferences;
    this.#data = data;
    if (this.#unsent) {
      if (fresh) this.#sendSoon();
      return false;
    }
    const given = this.#data.preferences;
    // The same as before: perhaps a run that began before what was chosen here was taken.
    if (same(given, before) || same(given, this.#values)) return false;
    this.#values = given;
    this.#keep();
    return true;
  }

  appearance(isPhone: boolean): Appearance {
    return appearanceOf(this.#values, isPhone);
  }

  choose(chosen: Partial<Appearance>): void {
    this.#choose(chosen as Values);
  }

  showsOthers(): boolean {
    return this.#values.others === true;
  }

  setShowsOthers(shown: boolean): void {
    this.#choose({ others: shown });
  }

  /** Keys without a modifier that type a character do what they stand for. */
  hasLetterKeys(): boolean {
    return this.#values.letter_keys !== false;
  }

  setLetterKeys(on: boolean): void {
    this.#choose({ letter_keys: on });
  }

  /** Sends what waits at once: the reader goes. */
  close(): void {
    if (this.#timer === 0) return;
    clearTimeout(this.#timer);
    void this.#send();
  }

  #choose(chosen: Values): void {
    this.#values = { ...this.#values, ...chosen };
    this.#unsent = true;
    this.#keep();
    this.#sendSoon();
  }

  #sendSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#send(), PAUSE);
  }

  async #send(): Promise<void> {
    this.#timer = 0;
    const sent = this.#values;
    const taken = await put(this.#data, sent);
    // Not taken: it holds in this browser, and is sent with the next choice, token or visit.
    if (!taken || this.#values !== sent) return;
    this.#unsent = false;
    this.#keep();
  }

  #keep(): void {
    this.#set("preferences", JSON.stringify({ values: this.#values, unsent: this.#unsent }));
  }

  #set(name: string, value: string): void {
    try {
      localStorage.setItem(this.#prefix + name, value);
    } catch {
      // A browser that keeps nothing asks the server next time.
    }
  }
}

/** True: the server answered, and will answer no other way if it is asked again. */
async function put(data: Given, preferences: Values): Promise<boolean> {
  try {
    const answer = await fetch(`${data.api}/preferences`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${data.token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ preferences }),
      keepalive: true,
    });
    return answer.ok || answer.status === 400;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The article that a reader in this browser opened at this revision; null where none did. */
export function articleOf(data: Kept, revision: number): { readonly id: number; readonly title: string } | null {
  const known = kept(`${prefixOf(data)}article:${revision}`);
  return known === null ? null : (JSON.parse(known) as { id: number; title: string });
}

type Kept = Pick<ReaderData, "instance"> & { readonly reviewer: { readonly id: number } };

function prefixOf(data: Kept): string {
  return `workbench-reader:${data.instance}:${data.reviewer.id}:`;
}

function copyOf(stored: string | null): { readonly values: Values; readonly unsent: boolean } | null {
  return stored === null ? null : (JSON.parse(stored) as { values: Values; unsent: boolean });
}

function same(a: Values, b: Values): boolean {
  const sorted = (values: Values): string => JSON.stringify(Object.entries(values).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
