/** Where the same words stand elsewhere in a text, whatever their case and the punctuation between. */
import { UnitTable } from "./unit_table.ts";
import type { Range } from "./units.ts";

// Scripts that are written without spaces count by characters.
const ALONE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const STANDS_ALONE = new RegExp(`^[${ALONE}]`, "u");
const [OTHER, WORD, MARK, CHARACTER] = [0, 1, 2, 3] as const;
const KINDS = new UnitTable((unit) => {
  if (/\p{M}/u.test(unit)) return MARK;
  if (STANDS_ALONE.test(unit)) return CHARACTER;
  // Halves of pairs: the few letters and ideographs beyond the first plane make up words.
  return /[\p{L}\p{N}\ud800-\udfff]/u.test(unit) ? WORD : OTHER;
});
const OPENING = /[\p{Ps}\p{Pi}"'\u201e\u201a\u00bf\u00a1]/u;
// A dash joins what comes; it closes nothing.
const CLOSING = /[\p{Po}\p{Pe}\p{Pf}\p{Pi}]/u;

// Three words, or eight characters where words are not told apart: less stands everywhere.
const FEWEST_WORDS = 3;
const FEWEST_CHARACTERS = 8;

/** All words of a text as numbers, equal where the words are the same. */
interface Index {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly words: Int32Array;
}

export class Repeats {
  readonly #text: string;
  readonly #language: string | undefined;
  #index: Index | null = null;

  constructor(text: string, language?: string) {
    this.#text = text;
    this.#language = language;
  }

  /**
   * The other places where the words of `span` stand, in order and apart from each other; all in
   * UTF-16. They take in the punctuation around the words where `span` does. Nothing for less
   * than three words or eight characters of a script without spaces, nor for a part of a word.
   */
  of(span: Range): Range[] {
    const index = (this.#index ??= this.#read());
    const first = firstAtLeast(index.ends, span.start + 1);
    const after = firstAtLeast(index.starts, span.end);
    if (after === first || index.starts[first]! < span.start || index.ends[after - 1]! > span.end) return [];
    if (!this.#isLongEnough(index, first, after)) return [];
    const [opens, closes] = [span.start < index.starts[first]!, span.end > index.ends[after - 1]!];
    return placesOf(index.words, first, after).map((place) => this.#around(index, place, after - first, opens, closes));
  }

  #isLongEnough({ starts }: Index, first: number, after: number): boolean {
    const all = after - first;
    let alone = 0;
    for (let at = first; at < after; at += 1) {
      if (STANDS_ALONE.test(this.#text.slice(starts[at]!, starts[at]! + 2))) alone += 1;
    }
    return (all - alone) / FEWEST_WORDS + alone / FEWEST_CHARACTERS >= 1;
  }

  #around({ starts, ends }: Index, place: number, count: number, opens: boolean, closes: boolean): Range {
    let start = starts[place]!;
    let end = ends[place + count - 1]!;
    while (opens && start > 0 && OPENING.test(this.#text[start - 1]!)) start -= 1;
    while (closes && end < this.#text.length && this.#belongs(end)) end += 1;
    return { start, end };
  }

  /** Whether the sign behind the words closes them: an opening quote belongs to what comes. */
  #belongs(at: number): boolean {
    const sign = this.#text[at]!;
    if (!CLOSING.test(sign)) return false;
    const next = this.#text[at + 1] ?? " ";
    return !/[\p{Ps}\p{Pi}"']/u.test(sign) || !/[\p{L}\p{N}]/u.test(next);
  }

  #read(): Index {
    const byWord = new Map<string, number>();
    const bySpelling = new Map<string, number>();
    const [starts, ends, words]: [number[], number[], number[]] = [[], [], []];
    for (let at = 0, end = 0; at < this.#text.length; at = end) {
      end = endOfWord(this.#text, at);
      if (end === at) end += 1;
      else {
        const spelling = this.#text.slice(at, end);
        const number = bySpelling.get(spelling) ?? numberOf(folded(spelling, this.#language), byWord);
        bySpelling.set(spelling, number);
        starts.push(at);
        ends.push(end);
        words.push(number);
      }
    }
    return { starts: Int32Array.from(starts), ends: Int32Array.from(ends), words: Int32Array.from(words) };
  }
}

/** Where the word or the character that stands alone at `at` ends; `at` itself where none begins. */
function endOfWord(text: string, at: number): number {
  const kind = KINDS.of(text.charCodeAt(at));
  if (kind === OTHER) return at;
  let end = at + 1;
  for (; end < text.length; end += 1) {
    const next = KINDS.of(text.charCodeAt(end));
    if (next !== MARK && (kind === CHARACTER || next !== WORD)) break;
  }
  return end;
}

function numberOf(word: string, byWord: Map<string, number>): number {
  const number = byWord.get(word) ?? byWord.size;
  byWord.set(word, number);
  return number;
}

/** Where the words [first, after) stand again, apart from them and from each other. */
function placesOf(words: Int32Array, first: number, after: number): number[] {
  const count = after - first;
  const places: number[] = [];
  for (let at = words.indexOf(words[first]!); at >= 0 && at + count <= words.length;) {
    const isOther = at + count <= first || at >= after;
    const isSame = isOther && sameFrom(words, first, at, count);
    if (isSame) places.push(at);
    at = words.indexOf(words[first]!, isSame ? at + count : at + 1);
  }
  return places;
}

function sameFrom(words: Int32Array, one: number, other: number, count: number): boolean {
  for (let at = 1; at < count; at += 1) if (words[one + at] !== words[other + at]) return false;
  return true;
}

function folded(word: string, language: string | undefined): string {
  const plain = word.normalize("NFKC");
  // By way of capitals: "ß" is "ss" and "ς" is "σ" there.
  if (!isTurkic(language)) return plain.toUpperCase().toLowerCase().normalize("NFKC");
  return plain.toLocaleUpperCase("tr").toLocaleLowerCase("tr").normalize("NFKC");
}

function isTurkic(language: string | undefined): boolean {
  return language !== undefined && /^(tr|az)\b/i.test(language);
}

/** The place of the first number that is not less than `least`; they ascend. */
function firstAtLeast(numbers: Int32Array, least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
