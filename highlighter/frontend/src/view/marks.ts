/** How one highlighted segment looks: its lines in their lanes, and the fill of the shortest passage over it. */

import { segments } from "../core/segments.ts";
import type { Wording } from "../core/wording.ts";
import { el } from "./dom.ts";
import type { Passage } from "./passages.ts";
import type { Tags } from "./tags.ts";

/** From the top of one lane to the top of the next. */
export const LANE_PITCH = 4.5;
/** So many lanes fit between two lines; each one more widens its paragraph's lines. */
export const LANES_THAT_FIT = 3;
/** The same where several readings are opened, with names beside their lanes. */
export const OPENED_PITCH = 11.5;

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly passages: readonly Passage[];
  /** It belongs to a sentence that was read and cleared. */
  readonly cleared: boolean;
}

export interface Emphasis {
  readonly active: string | null;
  readonly hovered: string | null;
}

/** The text between two positions, cut wherever a passage or a cleared sentence begins or ends. */
export function pieces(start: number, end: number, passages: readonly Passage[], cleared: readonly { readonly start: number; readonly end: number }[]): Piece[] {
  const cut: Piece[] = [];
  for (const one of segments(start, end, passages)) {
    const inside = cleared.filter((span) => span.start < one.end && span.end > one.start);
    const marks = one.marks as readonly Passage[];
    let at = one.start;
    const upTo = (next: number, isCleared: boolean): void => {
      if (next > at) cut.push({ start: at, end: next, passages: marks, cleared: isCleared });
      at = Math.max(at, next);
    };
    for (const span of inside) {
      upTo(span.start, false);
      upTo(Math.min(span.end, one.end), true);
    }
    upTo(one.end, false);
  }
  return cut;
}

/** Of the reader's own passages over a piece the one that is shown as a fill, and that a click means first. */
export function shortest(passages: readonly Passage[]): Passage | null {
  let found: Passage | null = null;
  for (const one of passages) {
    if (one.mine && (found === null || one.end - one.start < found.end - found.start)) found = one;
  }
  return found;
}

/** So many tags have a class in the stylesheet. */
export const TAGS_WITH_CLASSES = 12;

/**
 * The classes of a piece that one passage of the reader's own lies over, as most are; null for any other.
 * Marks that only classes tell apart share their style, in the browser's memory and in its time.
 */
function classesOf({ passages }: Piece, tags: Tags): string | null {
  const [one] = passages;
  if (one === undefined || passages.length > 1 || !one.mine || one.look !== undefined || one.lane >= LANES_THAT_FIT) return null;
  const place = tags.place(one.tag);
  return place === undefined || place >= TAGS_WITH_CLASSES ? null : `fcw-r-one fcw-r-tag${place} fcw-r-lane${one.lane}`;
}

/** As it is seen; `sayWhereItBegins` is for those who hear it. */
export function makeMark(piece: Piece, text: string, tags: Tags, emphasis: Emphasis): HTMLElement {
  const mark = el("mark", { class: "fcw-r-mark" }, text);
  showPiece(mark, piece, tags, emphasis);
  return mark;
}

/** Shows on a mark that stands there what lies over its letters now. */
export function showPiece(mark: HTMLElement, piece: Piece, tags: Tags, emphasis: Emphasis): void {
  mark.dataset["annotations"] = piece.passages.map((one) => one.id).join(" ");
  const opened = piece.passages.find((one) => one.look?.isOpened === true)?.look;
  const classes = classesOf(piece, tags);
  const more = [classes ?? "", opened === undefined ? "" : "fcw-s-opened", piece.cleared ? "fcw-r-cleared" : ""].filter((one) => one !== "");
  mark.className = ["fcw-r-mark", ...more].join(" ");
  if (classes !== null) drawFill(mark, piece, tags, emphasis);
  // All at once: the browser looks at a style anew for each property that is set.
  else mark.style.cssText = `${backgroundOf(piece, tags, emphasis)}${opened === undefined ? "" : `--fcw-s-lanes:${opened.lanes};`}`;
}

/** The lines and the fill of a piece, as declarations for whatever is as wide as its letters. */
export function backgroundOf(piece: Piece, tags: Tags, emphasis: Emphasis): string {
  const isOpened = piece.passages.some((one) => one.look?.isOpened === true);
  return `${linesOf(piece, tags, isOpened ? OPENED_PITCH : LANE_PITCH)}--fcw-r-f:${fillOf(piece, tags, emphasis)};`;
}

function linesOf({ passages }: Piece, tags: Tags, pitch: number): string {
  const lanes = passages.map((one) => one.lane);
  const images = [...passages.map((one) => one.look?.line ?? tags.line(one.tag)), "linear-gradient(var(--fcw-r-f), var(--fcw-r-f))"];
  const positions = [...lanes.map((lane) => `0 calc(var(--fcw-r-ly) + ${lane * pitch}px)`), "0 var(--fcw-r-fy)"];
  const repeats = [...lanes.map(() => "repeat-x"), "no-repeat"];
  const sizes = [...lanes.map(() => "auto 4px"), "100% var(--fcw-r-fh)"];
  return `background-image:${images.join()};background-position:${positions.join()};background-repeat:${repeats.join()};background-size:${sizes.join()};--fcw-r-lane:${Math.max(...lanes)};`;
}

export function drawFill(mark: HTMLElement, piece: Piece, tags: Tags, emphasis: Emphasis): void {
  if (classesOf(piece, tags) !== null) {
    mark.classList.toggle("fcw-r-full", strongest(piece, emphasis) !== undefined);
    if (mark.hasAttribute("style")) mark.removeAttribute("style");
    return;
  }
  const colour = fillOf(piece, tags, emphasis);
  // Set anew, even to the same value, it has the mark's style looked at again.
  if (mark.style.getPropertyValue("--fcw-r-f") !== colour) mark.style.setProperty("--fcw-r-f", colour);
}

/** Fills never mix: the active passage's full fill, else the hovered one's, else the shortest one's wash. */
function fillOf(piece: Piece, tags: Tags, emphasis: Emphasis): string {
  if (piece.passages.some((one) => one.look?.isOpened === true)) return "var(--fcw-r-cursor)";
  const strong = strongest(piece, emphasis);
  if (strong !== undefined) return tags.colour(strong.tag, "fill");
  const resting = shortest(piece.passages);
  return resting === null ? "transparent" : tags.colour(resting.tag, "wash");
}

function strongest({ passages }: Piece, { active, hovered }: Emphasis): Passage | undefined {
  return passages.find((one) => one.id === active) ?? passages.find((one) => one.id === hovered);
}

/** Screen readers speak generated content; `textContent` does not hold it. */
export function sayWhereItBegins(mark: HTMLElement, piece: Piece, tags: Tags, words: Wording): void {
  const beginning = piece.passages.filter((one) => one.start === piece.start);
  const ending = piece.passages.filter((one) => one.end === piece.end);
  const isOne = classesOf(piece, tags) !== null;
  mark.classList.toggle("fcw-r-begins", isOne && beginning.length > 0);
  mark.classList.toggle("fcw-r-ends", isOne && ending.length > 0);
  say(mark, "begins", isOne ? null : beginningOf(named(beginning, words), words));
  say(mark, "ends", isOne ? null : endingOf(named(ending, words), words));
}

/** What the classes of a tag say, as properties of the text. */
export function speechOf(tags: Tags, words: Wording): readonly (readonly [string, string])[] {
  return tags.all.slice(0, TAGS_WITH_CLASSES).flatMap(({ name }, place) => {
    const told = { n: 1, tags: name };
    return [[`--fcw-r-t${place}-begins`, quoted(beginningOf(told, words))], [`--fcw-r-t${place}-ends`, quoted(endingOf(told, words))]] as const;
  });
}

/** As a string of a stylesheet, with the joiners that keep a word whole. */
function quoted(said: string | null): string {
  return `"\\2060 ${(said ?? "").replace(/["\\\r\n\f]/g, (one) => `\\${one.charCodeAt(0).toString(16)} `)}\\2060 "`;
}

interface Told {
  readonly n: number;
  readonly tags: string;
}

function beginningOf(told: Told, words: Wording): string | null {
  return told.n > 0 ? ` ${words.say("passage_begins", { ...told })}: ` : null;
}

function endingOf(told: Told, words: Wording): string | null {
  return told.n > 0 ? ` (${words.say("passage_ends", { ...told })}) ` : null;
}

function say(mark: HTMLElement, where: "begins" | "ends", words: string | null): void {
  if ((mark.dataset[where] ?? null) === words) return;
  if (words === null) delete mark.dataset[where];
  else mark.dataset[where] = words;
}

function named(passages: readonly Passage[], words: Wording): Told {
  const tags = passages.map(({ tag, mine, annotation, look }) =>
    look?.voice ?? (mine ? tag : words.say("tag_of", { tag, who: annotation.reviewer_name || annotation.reviewer })));
  const told = tags.filter((tag) => tag !== "");
  return { n: told.length, tags: told.join(", ") };
}
