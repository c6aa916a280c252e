/** Clauses: what the punctuation inside a sentence sets apart. In UTF-16. */
import { trimToWords } from "./offsets.ts";
import type { Range } from "./units.ts";

// A clause ends after any of these; the first need white space or a script without it behind them.
const ENDS_BEFORE_SPACE = /[,;:]/;
const ENDS = /[\u2014\u2015\u2026\u060c\u061b\u3001\uff0c\uff1b\uff1a\ufe50\ufe51\ufe54\ufe55\uff64\u30fb\u0589\u1361-\u1366]/;
// Hyphens and en dashes cut only where they stand between blanks.
const SPACED_DASH = /[-\u2010\u2012\u2013]/;
const OPENS = /[([{\u3008\u300a\u3010\u3014\u3016\uff08\uff3b\uff5b]/;
const CLOSES = /[)\]}\u3009\u300b\u3011\u3015\u3017\uff09\uff3d\uff5d]/;
const CLOSING_QUOTE = /[\u201d\u2019\u00bb\u203a\u300d\u300f]/;
const ANY_QUOTE = /["'\u201c\u2018\u00ab\u2039]/;
const FOLLOWS = /[\s\u200b.!?,;:\u2014\u2026\u060c\u061b\u061f\u3001\u3002\uff0c\uff1b\uff1a\uff1f\uff01)\]}\uff09]/;
const SPACE = /[\s\u200b\ufeff]/;
const DIGIT = /\p{Nd}/u;
const NO_SPACES = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\uff00-\uffef\ud840-\ud8ff]/;

// "However, she said" is no clause and a half: what is cut off has so many words at least.
const FEWEST_WORDS = 2;

/**
 * The sentence's clauses, each with the punctuation after it: together they hold all that is not
 * white space. None is cut in a number, in a word or after one word alone. `words` are the
 * sentence's, in order.
 */
export function clausesOf(text: string, sentence: Range, words: readonly Range[]): Range[] {
  const clauses: Range[] = [];
  let start = sentence.start;
  let word = 0;
  for (const cut of cutsOf(text, sentence, words)) {
    let within = word;
    while (within < words.length && words[within]!.end <= cut) within += 1;
    const isInWord = within < words.length && words[within]!.start < cut;
    if (isInWord || within - word < FEWEST_WORDS || within === words.length) continue;
    clauses.push(...wordsIn(text, start, cut));
    [start, word] = [cut, within];
  }
  return [...clauses, ...wordsIn(text, start, sentence.end)];
}

function wordsIn(text: string, start: number, end: number): Range[] {
  const found = trimToWords(text, start, end);
  return found ? [found] : [];
}

/** Where one clause may end and the next begin, in order. */
function* cutsOf(text: string, { start, end }: Range, words: readonly Range[]): Generator<number> {
  let at = start;
  while (at < end) {
    const unit = text[at]!;
    const close = OPENS.test(unit) ? closeOf(text, at, end) : -1;
    if (close >= 0 && wordCount(words, at, close) < FEWEST_WORDS) {
      at = close + 1;
      continue;
    }
    if (close >= 0) yield at;
    const after = endsAt(text, at, start, end);
    if (after > 0) yield after;
    at = Math.max(at + 1, after);
  }
}

/** Where the clause's punctuation that begins at `at` is over; 0 where no clause ends. */
function endsAt(text: string, at: number, start: number, end: number): number {
  const unit = text[at]!;
  const [before, next] = [text[at - 1] ?? " ", text[at + 1] ?? " "];
  if (DIGIT.test(before) && DIGIT.test(next) && !CLOSES.test(unit)) return 0;
  const isDots = text.startsWith("...", at);
  const isSpacedDash = SPACED_DASH.test(unit) && at > start && SPACE.test(before) && SPACE.test(next);
  if (!(isDots || isSpacedDash || ENDS.test(unit) || ENDS_BEFORE_SPACE.test(unit) || CLOSES.test(unit))) return 0;
  const after = afterClosing(text, at + (isDots ? 3 : 1), end);
  const needsSpace = ENDS_BEFORE_SPACE.test(unit) && after === at + 1;
  return needsSpace && !(SPACE.test(next) || NO_SPACES.test(next)) ? 0 : after;
}

/** Past the punctuation and the closing quotes that stand directly behind. */
function afterClosing(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const unit = text[at]!;
    const isQuote = CLOSING_QUOTE.test(unit) || (ANY_QUOTE.test(unit) && isFollowed(text, at, end));
    if (!isQuote && !CLOSES.test(unit) && !FOLLOWS.test(unit)) break;
    if (SPACE.test(unit)) break;
    at += 1;
  }
  return at;
}

/** A quote that does not open what comes: a blank, other punctuation or the end is behind it. */
function isFollowed(text: string, at: number, end: number): boolean {
  return at + 1 >= end || FOLLOWS.test(text[at + 1]!);
}

/** The place of the bracket that closes the one at `open`; -1 where none does. */
function closeOf(text: string, open: number, end: number): number {
  let depth = 0;
  for (let at = open; at < end; at += 1) {
    if (OPENS.test(text[at]!)) depth += 1;
    else if (CLOSES.test(text[at]!)) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function wordCount(words: readonly Range[], start: number, end: number): number {
  return words.filter((word) => word.start >= start && word.end <= end).length;
}
