/** Units that the keyboard moves over: words, clauses, the server's sentences, paragraphs. In UTF-16. */
import { clausesOf } from "./clauses.ts";
import { segmenterFor } from "./graphemes.ts";
import { trimToWords } from "./offsets.ts";

export type Unit = "word" | "clause" | "sentence" | "paragraph";

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Units that are known for the whole text; the others are looked for in a sentence when it is reached. */
type Whole = "sentence" | "paragraph";

function isWhole(unit: Unit): unit is Whole {
  return unit === "sentence" || unit === "paragraph";
}

export class Units {
  readonly #text: string;
  readonly #language: string | undefined;
  readonly #sentences: readonly Range[];
  readonly #paragraphs: readonly Range[];
  /** Words of the sentences that were looked into, by the sentence's place. */
  readonly #words = new Map<number, readonly Range[]>();
  readonly #clauses = new Map<number, readonly Range[]>();
  #segmenter: Intl.Segmenter | null = null;

  /** `sentences` are the server's; where it sent none, words and clauses are those of paragraphs. */
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
    if (isWhole(unit)) return firstFrom(this.#list(unit), range.end) ?? null;
    const holders = this.#holders();
    for (let at = firstEndingAfter(holders, range.end); at < holders.length; at += 1) {
      const found = firstFrom(this.#partsOf(unit, at), range.end);
      if (found) return found;
    }
    return null;
  }

  /** The last unit that ends at or before the range's start; null where there is none. */
  previous(unit: Unit, range: Range): Range | null {
    if (isWhole(unit)) return lastUpTo(this.#list(unit), range.start) ?? null;
    const holders = this.#holders();
    const from = Math.min(firstEndingAfter(holders, range.start), holders.length - 1);
    for (let at = from; at >= 0; at -= 1) {
      const found = lastUpTo(this.#partsOf(unit, at), range.start);
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
    if (isWhole(unit)) return holding(this.#list(unit), index);
    const holders = this.#holders();
    const at = firstEndingAfter(holders, index);
    return at < holders.length ? holding(this.#partsOf(unit, at), index) : null;
  }

  #list(unit: Whole): readonly Range[] {
    return unit === "sentence" ? this.#sentences : this.#paragraphs;
  }

  #holders(): readonly Range[] {
    return this.#sentences.length > 0 ? this.#sentences : this.#paragraphs;
  }

  /** Words or clauses of one sentence. */
  #partsOf(unit: Exclude<Unit, Whole>, place: number): readonly Range[] {
    return unit === "word" ? this.#wordsOf(place) : this.#clausesOf(place);
  }

  #clausesOf(place: number): readonly Range[] {
    const known = this.#clauses.get(place);
    if (known) return known;
    const clauses = clausesOf(this.#text, this.#holders()[place]!, this.#wordsOf(place));
    this.#clauses.set(place, clauses);
    return clauses;
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
