/**
 * The room that a paragraph's lines leave for its lanes. Lines that grow apart have the style of every
 * mark between them looked at again: in a crowded paragraph that takes longer than a frame, so there a
 * lane more has room beforehand, made while nobody waits.
 */

import { LANES_THAT_FIT } from "./marks.ts";
import type { Passage } from "./passages.ts";

/** A paragraph with more passages than that is a layer of its own. */
export const CROWDED = 24;

export class Room {
  readonly #words: HTMLElement;
  /** So many lanes more than fit between two lines have room. */
  #more = 0;

  constructor(words: HTMLElement) {
    this.#words = words;
  }

  /** Whether all lanes fit between the lines as these stand, none of them wider than needed. */
  fits(passages: readonly Passage[]): boolean {
    const needed = lanesBeyond(passages);
    return needed <= this.#more && this.#more <= needed + spare(passages, needed);
  }

  /** Makes the room that there must be. Says whether lines lie elsewhere now. */
  make(passages: readonly Passage[]): boolean {
    const needed = lanesBeyond(passages);
    return this.#set(Math.min(Math.max(needed, this.#more), needed + spare(passages, needed)));
  }

  /** Makes the room that the next passage may need. */
  prepare(passages: readonly Passage[]): void {
    const needed = lanesBeyond(passages);
    this.#set(needed + spare(passages, needed));
  }

  #set(more: number): boolean {
    // Setting a property anew, even to the same value, has every style below looked at again.
    if (more === this.#more) return false;
    this.#more = more;
    this.#words.style.setProperty("--fcw-r-more", String(more));
    return true;
  }
}

function spare(passages: readonly Passage[], needed: number): number {
  return passages.length > CROWDED && needed > 0 ? 1 : 0;
}

/** Opened lanes make room in their own lines. */
function lanesBeyond(passages: readonly Passage[]): number {
  const lanes = passages.reduce((most, one) => (one.look?.isOpened === true ? most : Math.max(most, one.lane + 1)), 0);
  return Math.max(0, lanes - LANES_THAT_FIT);
}
