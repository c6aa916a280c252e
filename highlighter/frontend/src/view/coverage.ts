/** Which sentences carry a passage of the reader's own; counted as changes come, not all over again. */

import type { Span } from "../core/types.ts";
import type { Passages } from "./passages.ts";

export class Coverage {
  readonly #sentences: readonly Span[];
  readonly #tagged: Uint8Array;
  count = 0;

  constructor(sentences: readonly Span[]) {
    this.#sentences = sentences;
    this.#tagged = new Uint8Array(sentences.length);
  }

  /** Looks again at the sentences that touch these spans; null: at all. */
  refresh(passages: Passages, spans: readonly Span[] | null): void {
    for (const span of spans ?? [{ start: 0, end: Number.POSITIVE_INFINITY }]) {
      for (let index = this.#firstEndingAfter(span.start); index < this.#sentences.length; index += 1) {
        const sentence = this.#sentences[index] as Span;
        if (sentence.start >= span.end) break;
        const tagged = passages.overlapping(sentence).some((one) => one.mine) ? 1 : 0;
        this.count += tagged - (this.#tagged[index] as number);
        this.#tagged[index] = tagged;
      }
    }
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
