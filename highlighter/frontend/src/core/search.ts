/** Finding in a text what a person typed, however it is written there. */
import { UnitTable } from "./unit_table.ts";
import type { Range } from "./units.ts";

const MOST = 10_000;
const SPACE = /[\s\u200b]/;
const SINGLE_QUOTES = /[\u2018\u2019\u201a\u201b\u2032\u02bc]/;
const DOUBLE_QUOTES = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/;
// What a person sees as one character, as far as finding has to know.
const CHARACTER = /\p{RI}\p{RI}|[^](?:[\p{M}\u1160-\u11ff\p{Emoji_Modifier}]|\u200d\p{Extended_Pictographic})*/uy;

// Whether a unit may belong to the character before it, or begins one that takes two.
const JOINS = new UnitTable((unit) => (/[\p{M}\u1160-\u11ff\u200d\ud800-\udfff]/u.test(unit) ? 1 : 0));

/** The text as it is compared, and where its characters begin in the text that was read. */
interface Folded {
  readonly text: string;
  /** The index in the text of each unit that begins a character, and of the end; -1 inside of one. */
  readonly places: Int32Array;
}

let last: { readonly text: string; readonly folded: Folded } | null = null;

/**
 * Where `query` stands in `text`, in UTF-16, in order, one place after the other, at most 10,000.
 * Case and the form in which accents are stored do not matter, any white space equals any other,
 * and straight quotes equal curly ones. Nothing for a query of white space alone.
 */
export function findAll(text: string, query: string): Range[] {
  const sought = foldedOf(query).text;
  if (sought.trim() === "") return [];
  if (last?.text !== text) last = { text, folded: foldedOf(text) };
  const { folded } = last;
  const found: Range[] = [];
  let at = folded.text.indexOf(sought);
  while (at >= 0 && found.length < MOST) {
    const [start, end] = [folded.places[at]!, folded.places[at + sought.length]!];
    const isWhole = start >= 0 && end >= 0;
    if (isWhole) found.push({ start, end });
    at = folded.text.indexOf(sought, isWhole ? at + sought.length : at + 1);
  }
  return found;
}

function foldedOf(text: string): Folded {
  const known = new Map<string, string>();
  const pieces: string[] = [];
  const places: number[] = [];
  let isBlank = false;
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = endOfCharacter(text, at);
    const character = end === at + 1 ? text[at]! : text.slice(at, end);
    const piece = known.get(character) ?? foldedCharacter(character);
    known.set(character, piece);
    const goesOn = isBlank && piece === " ";
    isBlank = piece === " ";
    if (goesOn) continue;
    pieces.push(piece);
    places.push(at);
    for (let unit = 1; unit < piece.length; unit += 1) places.push(-1);
  }
  places.push(text.length);
  return { text: pieces.join(""), places: Int32Array.from(places) };
}

function endOfCharacter(text: string, at: number): number {
  if (JOINS.of(text.charCodeAt(at)) === 0 && JOINS.of(text.charCodeAt(at + 1)) === 0) return at + 1;
  CHARACTER.lastIndex = at;
  return CHARACTER.test(text) ? CHARACTER.lastIndex : at + 1;
}

function foldedCharacter(character: string): string {
  if (SPACE.test(character)) return " ";
  if (SINGLE_QUOTES.test(character)) return "'";
  if (DOUBLE_QUOTES.test(character)) return '"';
  // By way of capitals: "ß" is "ss" and "ς" is "σ" there.
  return character.normalize("NFD").toUpperCase().toLowerCase().normalize("NFD");
}
