/** Units that the keyboard moves over: words, the server's sentences, paragraphs. In UTF-16. */
import { segmenterFor } from "./graphemes.ts";
import { trimToWords } from "./offsets.ts";

export type Unit = "word" | "sentence" | "paragraph";

export interface Range {
  readonly start: number;
  readonly end: number;
}

export class Units {
  readonly #text: string;
  readonly #language: string | undefined;
  readonly #sentences: readonly Range[];
  readonly #paragraphs: readonly Range[];
  /** Words of the sentences that were looked into, by the sentence's place. */
  readonly #words = new Map<number, readonly Range[]>();
  #segmenter: Intl.Segmenter | null = null;

  /** `sentences` are the server's; where it sent none, words are looked for in paragraphs. */
  constructor(
    text: string,
    sentences: readonly (readonly [number, number])[],
    paragraphs: readonly Range[],
    language?: string,
  ) {
    this.#text = text;
    this.#language = language;
    this.#sentences = sentences
      .map(([start, end]) => ({ start, end }))
      .sort((a, b) => a.start - b.start || a.end - b.end);
    this.#paragraphs = paragraphs.flatMap(
      (block) => trimToWords(text, block.start, block.end) ?? [],
    );
  }

  /** The unit that holds `index`; between two, the one after it, at the text's end the last. */
  at(unit: Unit, index: number): Range {
    return (
      this.#containing(unit, index) ??
      this.next(unit, { start: index, end: index }) ??
      this.previous(unit, { start: index, end: index }) ?? { start: index, end: index }
    );
  }

  /** The first unit that begins at or after the range's end; null where there is none. */
  next(unit: Unit, range: Range): Range | null {
    if (unit !== "word") return firstFrom(this.#list(unit), range.end) ?? null;
    const holders = this.#holders();
    for (let at = firstEndingAfter(holders, range.end); at < holders.length; at += 1) {
      const found = firstFrom(this.#wordsOf(at), range.end);
      if (found) return found;
    }
    return null;
  }

  /** The last unit that ends at or before the range's start; null where there is none. */
  previous(unit: Unit, range: Range): Range | null {
    if (unit !== "word") return lastUpTo(this.#list(unit), range.start) ?? null;
    const holders = this.#holders();
    const from = Math.min(firstEndingAfter(holders, range.start), holders.length - 1);
    for (let at = from; at >= 0; at -= 1) {
      const found = lastUpTo(this.#wordsOf(at), range.start);
      if (found) return found;
    }
    return null;
  }

  /** The range and the whole units that its two ends lie in. */
  widen(range: Range, unit: Unit): Range {
    const first = this.#containing(unit, range.start);
    const last = this.#containing(unit, Math.max(range.start, range.end - 1));
    return {
      start: Math.min(range.start, first?.start ?? range.start),
      end: Math.max(range.end, last?.end ?? range.end),
    };
  }

  #containing(unit: Unit, index: number): Range | null {
    if (unit !== "word") return holding(this.#list(unit), index);
    const holders = this.#holders();
    const at = firstEndingAfter(holders, index);
    return at < holders.length ? holding(this.#wordsOf(at), index) : null;
  }

  #list(unit: "sentence" | "paragraph"): readonly Range[] {
    return unit === "sentence" ? this.#sentences : this.#paragraphs;
  }

  #holders(): readonly Range[] {
    return this.#sentences.length > 0 ? this.#sentences : this.#paragraphs;
  }

  #wordsOf(place: number): readonly Range[] {
    const known = this.#words.get(place);
    if (known) return known;
    const { start, end } = this.#holders()[place]!;
    this.#segmenter ??= segmenterFor("word", this.#language);
    const words: Range[] = [];
    for (const piece of this.#segmenter.segment(this.#text.slice(start, end))) {
      if (!piece.isWordLike) continue;
      const first = start + piece.index;
      words.push({ start: first, end: first + piece.segment.length });
    }
    this.#words.set(place, words);
    return words;
  }
}

/** The place of the first range that ends after `index`: ranges in order, none overlapping. */
function firstEndingAfter(ranges: readonly Range[], index: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.end <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function holding(ranges: readonly Range[], index: number): Range | null {
  const found = ranges[firstEndingAfter(ranges, index)];
  return found && found.start <= index ? found : null;
}

function firstFrom(ranges: readonly Range[], index: number): Range | undefined {
  const at = firstEndingAfter(ranges, index);
  const found = ranges[at];
  return found && found.start < index ? ranges[at + 1] : found;
}

function lastUpTo(ranges: readonly Range[], index: number): Range | undefined {
  return ranges[firstEndingAfter(ranges, index) - 1];
}
