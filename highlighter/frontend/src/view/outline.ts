/** The text by its headings, each with how much of it is unread; by its paragraphs where it has none. */

import { headings } from "../core/headings.ts";
import { type Part, partsOf } from "../core/outline.ts";
import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { el } from "./dom.ts";
import type { Stage } from "./stage.ts";

/** A line that is no longer is a heading, or might be one. */
const LONGEST = 112;
const FIRST_WORDS = 50;

export interface OutlineSheet {
  readonly element: HTMLElement;
  /** The part that the reader is in. */
  readonly first: HTMLElement | null;
}

export function outlineSheet(stage: Stage, words: Wording, position: number, go: (position: number) => void): OutlineSheet {
  const { text, ranges } = stage.article;
  const found = headings(text);
  const parts = partsOf(text, found, ranges.map(({ start, textEnd }) => ({ start, end: textEnd })));
  const entries = parts.map((part) => entry(part, text, leftIn(stage, part), words, go));
  const here = parts.findLastIndex((part) => part.start <= position);
  entries[here]?.setAttribute("aria-current", "true");
  const list = el("ul", { class: "fcw-r-outline-list" }, ...entries.map((one) => el("li", {}, one)));
  list.addEventListener("keydown", (event) => walk(event, entries));
  const none = found.length > 0 ? null : el("p", { class: "fcw-r-quiet-text" }, words.say("outline_none"));
  const element = el("div", { class: "fcw-r-sheet fcw-r-outline" }, el("h2", {}, words.say("outline")), none, list);
  return { element, first: entries[Math.max(0, here)] ?? null };
}

function entry(part: Part, text: string, left: number, words: Wording, go: (position: number) => void): HTMLButtonElement {
  const button = el("button", { type: "button", class: "fcw-r-outline-entry" },
    el("span", { class: "fcw-r-outline-title", dir: "auto" }, titleOf(part, text)), " ",
    el("span", { class: "fcw-r-outline-left" }, left === 0 ? words.say("outline_read") : words.say("outline_left", { n: left })));
  button.style.setProperty("--fcw-r-level", String(part.level - 1));
  button.addEventListener("click", () => go(part.title.start));
  return button;
}

/** A heading as it stands there; of a paragraph its first words. */
function titleOf({ title }: Part, text: string): string {
  const words = text.slice(title.start, Math.min(title.end, title.start + 400)).trim().replace(/\s+/g, " ");
  if (words.length <= LONGEST) return words;
  const blank = words.lastIndexOf(" ", FIRST_WORDS);
  return `${words.slice(0, blank > FIRST_WORDS / 2 ? blank : FIRST_WORDS).replace(/[\p{P}\s]+$/u, "")}…`;
}

function leftIn(stage: Stage, part: Span): number {
  return stage.coverage.numbersIn(part).filter((number) => stage.coverage.state(number) === "unread").length;
}

function walk(event: KeyboardEvent, entries: readonly HTMLElement[]): void {
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (to === undefined || at === -1) return;
  event.preventDefault();
  entries[Math.min(Math.max(0, to), entries.length - 1)]?.focus();
}
