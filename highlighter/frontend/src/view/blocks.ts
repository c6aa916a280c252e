/** The blocks that are painted one by one: the words of a paragraph, and the blank lines after it. */

import { paragraphs } from "../core/paragraphs.ts";

/** UTF-16 positions: the words are `start` to `textEnd`, the blank lines go on to `end`. */
export interface BlockRange {
  readonly start: number;
  readonly textEnd: number;
  readonly end: number;
}

export function blockRanges(text: string): BlockRange[] {
  const ranges = paragraphs(text).map(({ start, end }) => ({ start, textEnd: wordsEnd(text, start, end), end }));
  return ranges.length > 0 ? ranges : [{ start: 0, textEnd: text.length, end: text.length }];
}

/** Where the blank lines begin; a single line end is no blank line and stays with its words. */
function wordsEnd(text: string, start: number, end: number): number {
  const words = text.slice(start, end).trimEnd().length;
  const newlines = text.slice(start + words, end).split("\n").length - 1;
  return words === 0 || newlines < 2 ? end : start + words;
}

/** The index of the block that holds a position; the last one for the text's end. */
export function blockAt(ranges: readonly BlockRange[], position: number): number {
  let low = 0;
  let high = ranges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ranges[middle] as BlockRange).start <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
