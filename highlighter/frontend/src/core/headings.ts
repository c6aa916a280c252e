/** Headings of a plain text: lines that stand alone, are short, end no sentence, and have a paragraph below. */

import { paragraphs } from "./paragraphs.ts";

/** A heading's own words, in UTF-16, without the marks around them; `level` counts from 1. */
export interface Heading {
  readonly start: number;
  readonly end: number;
  readonly level: number;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
}

const LONGEST = 110;
const MOST_WORDS = 16;
/** So much longer than the line above it is what a heading stands over. */
const BELOW = 1.5;
/** A line this long was not broken by hand: each line of its block is a paragraph of its own. */
const UNBROKEN = 140;
/** Another mark than a question's ends a sentence, opens a list, or breaks off. */
const SENTENCE_END = /[.!…。！:;,،؛۔।][\p{Pf}\p{Pe}"']*$/u;
const QUOTED = /^[\p{Pi}"„‚«].*[\p{Pf}"“»]$/u;
/** Who wrote it, when, and what a page offers beside it: fields in a row, a date, a name after "by". */
const FURNITURE = /\s[|·•]\s|^(?:by|von|par|por|di|door|av|af)\b[\s|:]|\d{1,2}:\d{2}|^[-–—*•]/iu;
const MARKED = /^(#{1,6})\s+(.+?)\s*#*$/u;

/** In the order of the text; empty where the text has none. */
export function headings(text: string): Heading[] {
  const pieces = piecesOf(text);
  const found: Heading[] = [];
  pieces.forEach((piece, at) => {
    const marked = markedHeading(text, piece);
    if (marked !== null) found.push(marked);
    else if (isHeading(text, piece, pieces[at + 1])) found.push({ start: piece.start, end: piece.end, level: 1 });
  });
  return found;
}

/** Paragraphs as they are read: the lines of an unbroken block one by one, a broken block as a whole. */
function piecesOf(text: string): Piece[] {
  return paragraphs(text).flatMap((block) => {
    const lines = linesOf(text, block.start, block.end);
    const first = lines[0];
    const last = lines[lines.length - 1];
    if (first === undefined || last === undefined) return [];
    const alone = lines.some((line) => line.end - line.start > UNBROKEN) || MARKED.test(text.slice(first.start, first.end));
    return alone ? lines : [{ start: first.start, end: last.end, lines: lines.length }];
  });
}

function linesOf(text: string, start: number, end: number): Piece[] {
  const lines: Piece[] = [];
  for (let at = start; at < end; ) {
    const lineEnd = text.indexOf("\n", at);
    const stop = lineEnd < 0 || lineEnd > end ? end : lineEnd;
    const line = text.slice(at, stop);
    const words = line.trim();
    const from = at + line.length - line.trimStart().length;
    if (words !== "") lines.push({ start: from, end: from + words.length, lines: 1 });
    at = stop + 1;
  }
  return lines;
}

function markedHeading(text: string, piece: Piece): Heading | null {
  const [, marks, words] = piece.lines === 1 && piece.end - piece.start <= 2 * LONGEST ? (MARKED.exec(text.slice(piece.start, piece.end)) ?? []) : [];
  if (marks === undefined || words === undefined) return null;
  const start = text.indexOf(words, piece.start + marks.length);
  return { start, end: start + words.length, level: marks.length };
}

function isHeading(text: string, piece: Piece, next: Piece | undefined): boolean {
  const words = text.slice(piece.start, piece.end);
  if (piece.lines > 1 || words.length > LONGEST || next === undefined) return false;
  if (next.end - next.start < Math.max(60, words.length * BELOW)) return false;
  if (!/\p{L}/u.test(words) || words.split(/\s+/).length > MOST_WORDS) return false;
  return !SENTENCE_END.test(words) && !/[.!?]\s/u.test(words.replace(/^\d+\.\s/, "")) && !QUOTED.test(words) && !FURNITURE.test(words);
}
