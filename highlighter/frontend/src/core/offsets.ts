export { Graphemes } from "./graphemes.ts";

/**
 * The one boundary between the DOM's UTF-16 indices and the offsets of everything else, which are
 * code points. An offset or index outside the text is taken for the nearest end of it.
 */

/** Converts between code points and UTF-16 exactly, by the positions of the surrogate pairs. */
export class CodePoints {
  readonly text: string;
  /** How many code points the text has. */
  readonly length: number;
  /** UTF-16 index of the first half of each surrogate pair, ascending. */
  readonly #pairs: Uint32Array;

  constructor(text: string) {
    this.text = text;
    this.#pairs = pairsOf(text);
    this.length = text.length - this.#pairs.length;
  }

  /** The UTF-16 index at which the code point `offset` begins. */
  toUtf16(offset: number): number {
    if (offset <= 0) return 0;
    if (offset >= this.length) return this.text.length;
    return offset + this.#countBefore((pair, rank) => pair - rank < offset);
  }

  /** The code point offset of a UTF-16 index; inside a surrogate pair, that of the pair's start. */
  toCodePoint(index: number): number {
    if (index <= 0) return 0;
    if (index >= this.text.length) return this.length;
    return index - this.#countBefore((pair) => pair < index);
  }

  /** The text of [start, end), in code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.toUtf16(start), this.toUtf16(end));
  }

  #countBefore(isBefore: (pair: number, rank: number) => boolean): number {
    let low = 0;
    let high = this.#pairs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#pairs[middle]!, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function pairsOf(text: string): Uint32Array {
  const pairs: number[] = [];
  for (let at = 0; at + 1 < text.length; at += 1) {
    if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) {
      pairs.push(at);
      at += 1;
    }
  }
  return Uint32Array.from(pairs);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

const SPACE_OR_BOM = /[\p{White_Space}\u200b\ufeff]/u;
const COMBINING = /[\p{M}\u200d]/u;

/**
 * [start, end), in UTF-16, without the white space at its ends; null if nothing else is in it.
 * White space here is Unicode's, with no-break spaces, the zero-width space and U+FEFF.
 */
export function trimToWords(
  text: string,
  start: number,
  end: number,
): { start: number; end: number } | null {
  let first = Math.max(0, start);
  let last = Math.min(text.length, end);
  while (first < last && SPACE_OR_BOM.test(text[first]!) && !carriesAccent(text, first)) first += 1;
  while (last > first && SPACE_OR_BOM.test(text[last - 1]!)) last -= 1;
  return first < last ? { start: first, end: last } : null;
}

/** A blank that a combining mark sits on is a character, not a gap. */
function carriesAccent(text: string, index: number): boolean {
  return index + 1 < text.length && COMBINING.test(text[index + 1]!);
}
