/** Which sentences are tagged, cleared or unread; looked at again as changes come, not all over again. */

import type { Span } from "../core/types.ts";
import type { Passages } from "./passages.ts";

export type SentenceState = "unread" | "cleared" | "tagged";

const STATES: readonly SentenceState[] = ["unread", "cleared", "tagged"];

export class Coverage {
  readonly #sentences: readonly Span[];
  readonly #isCleared: (number: number) => boolean;
  /** The place of each sentence's state in STATES. */
  readonly #states: Uint8Array;
  /** How many sentences are unread. */
  left: number;

  constructor(sentences: readonly Span[], isCleared: (number: number) => boolean) {
    this.#sentences = sentences;
    this.#isCleared = isCleared;
    this.#states = new Uint8Array(sentences.length);
    this.left = sentences.length;
  }

  state(number: number): SentenceState {
    return STATES[this.#states[number] ?? 0] as SentenceState;
  }

  /** Looks again at the sentences that touch these spans, and at these numbers; null: at all. Gives those whose state is another now. */
  refresh(passages: Passages, spans: readonly Span[] | null, numbers: readonly number[]): number[] {
    const looked = spans === null ? this.#sentences.keys() : new Set([...numbers, ...spans.flatMap((span) => this.numbersIn(span))]);
    const changed: number[] = [];
    for (const number of looked) {
      const sentence = this.#sentences[number];
      if (sentence === undefined) continue;
      const tagged = passages.overlapping(sentence).some((one) => one.mine);
      const state = tagged ? 2 : this.#isCleared(number) ? 1 : 0;
      if (state === this.#states[number]) continue;
      this.left += Number(state === 0) - Number(this.#states[number] === 0);
      this.#states[number] = state;
      changed.push(number);
    }
    return changed;
  }

  /** The sentences that share a letter with the span, in order. */
  numbersIn(span: Span): number[] {
    const numbers: number[] = [];
    for (let number = this.#firstEndingAfter(span.start); number < this.#sentences.length; number += 1) {
      if ((this.#sentences[number] as Span).start >= span.end) break;
      numbers.push(number);
    }
    return numbers;
  }

  /** The cleared sentences between two positions. */
  clearedIn(start: number, end: number): Span[] {
    return this.numbersIn({ start, end }).filter((number) => this.#states[number] === 1).map((number) => this.#sentences[number] as Span);
  }

  /** The next or previous unread sentence beside a span, round the end of the article; null where none is left. */
  nextUnread(from: Span, step: 1 | -1): number | null {
    const count = this.#sentences.length;
    if (this.left === 0) return null;
    const after = this.#firstEndingAfter(from.end - (from.end > from.start ? 1 : 0));
    const isIn = from.end > from.start && after < count && (this.#sentences[after] as Span).start < from.end;
    let number = step === 1 ? (isIn ? after + 1 : after) : this.#firstEndingAfter(from.start) - 1;
    for (let tried = 0; tried < count; tried += 1, number += step) {
      const place = ((number % count) + count) % count;
      if (this.#states[place] === 0) return place;
    }
    return null;
  }

  #firstEndingAfter(position: number): number {
    let low = 0;
    let high = this.#sentences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sentences[middle] as Span).end <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
