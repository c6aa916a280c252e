/** What was looked for in a text, and which of the matches is the current one. In UTF-16. */

import { findAll } from "./search.ts";
import type { Span } from "./types.ts";

/** So much of a long text is searched before anything else, so that the first match is there at once. */
const NEAR = 40_000;

export class Finder {
  readonly #text: string;
  readonly #find: (text: string, query: string) => readonly Span[];
  query = "";
  matches: readonly Span[] = [];
  /** The place of the current match among `matches`; -1 where there is none. */
  at = -1;
  /** Only what is near was searched. */
  isPartial = false;
  /** The whole text was searched once: from then on that is as fast. */
  #isKnown = false;

  constructor(text: string, find: (text: string, query: string) => readonly Span[] = findAll) {
    this.#text = text;
    this.#find = find;
  }

  get current(): Span | null {
    return this.matches[this.at] ?? null;
  }

  /** The matches near `position`; in a long text the rest waits for `complete`. */
  look(query: string, position: number): void {
    this.query = query;
    this.isPartial = query !== "" && !this.#isKnown && this.#text.length > NEAR;
    if (this.isPartial) {
      const found = this.#find(this.#text.slice(position, position + NEAR), query);
      this.matches = found.map(({ start, end }) => ({ start: start + position, end: end + position }));
    } else this.matches = query === "" ? [] : this.#find(this.#text, query);
    this.at = this.#from(position);
  }

  /** Searches the whole text; the current match stays the current one. */
  complete(position: number): void {
    if (!this.isPartial) return;
    const start = this.current?.start ?? position;
    this.isPartial = false;
    this.#isKnown = true;
    this.matches = this.#find(this.#text, this.query);
    this.at = this.#from(start);
  }

  /** To the next or previous match, around the ends of the text. */
  step(step: 1 | -1): void {
    const { length } = this.matches;
    if (length > 0) this.at = (this.at + step + length) % length;
  }

  /** The first match at or after a position; after the last one the first of all. */
  #from(position: number): number {
    if (this.matches.length === 0) return -1;
    const next = this.matches.findIndex((match) => match.start >= position);
    return next === -1 ? 0 : next;
  }
}
