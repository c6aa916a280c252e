/** The coverage strip: a block a sentence; tagged is full, cleared a thin line, unread hollow. */

import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import type { Coverage, SentenceState } from "./coverage.ts";
import { el } from "./dom.ts";
import type { Passages } from "./passages.ts";
import { type Cell, lookOf, makeCell, showLook } from "./strip_cell.ts";
import type { Tags } from "./tags.ts";

/** A block below so many pixels cannot be told from its neighbours: a long article's sentences share them. */
const LEAST_BLOCK = 5;
/** As many as a window has room for at most, until the strip can be measured. */
const MOST_BLOCKS = 240;
/** Blocks below so many pixels stand without gaps: outlines and gaps would leave nothing of them. */
const ROOM_FOR_GAPS = 8;
/** A letter needs so many pixels of height. */
const ROOM_FOR_LETTER = 13;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY };
const STATE_WORDS: Readonly<Record<SentenceState, string>> = { unread: "sentence_unread", cleared: "sentence_cleared", tagged: "sentence_tagged" };

export interface StripEvents {
  /** To a position of the text. */
  go(position: number): void;
  /** Where the reader is in the text. */
  here(): number;
}

export class Strip {
  readonly element: HTMLElement;
  readonly #blocks: HTMLElement;
  readonly #bracket: HTMLElement = el("div", { class: "fcw-r-strip-bracket" });
  readonly #left: HTMLElement = el("span", { class: "fcw-r-strip-left", "aria-hidden": "true" });
  readonly #sentences: readonly Span[];
  readonly #passages: Passages;
  readonly #coverage: Coverage;
  readonly #words: Wording;
  readonly #tags: Tags;
  readonly #events: StripEvents;
  #cells: readonly Cell[] = [];
  /** So many sentences share a block. */
  #each = 0;
  #current = 0;
  #bracketed = "";
  /** What was not drawn yet; null: everything. */
  #due: { readonly spans: readonly Span[]; readonly numbers: readonly number[] } | null = null;

  constructor(sentences: readonly Span[], passages: Passages, coverage: Coverage, words: Wording, tags: Tags, events: StripEvents) {
    this.#sentences = sentences;
    this.#passages = passages;
    this.#coverage = coverage;
    this.#words = words;
    this.#tags = tags;
    this.#events = events;
    // A slider: the one thing that assistive technology moves through a whole by arrows, and reads out where it is.
    this.#blocks = el("div", { class: "fcw-r-strip-blocks", role: "slider", tabindex: "0", "aria-orientation": "vertical", "aria-valuemin": "1" });
    this.element = el("div", { class: "fcw-r-strip" }, this.#bracket, this.#blocks, this.#left);
    this.#build(Math.max(1, Math.ceil(sentences.length / MOST_BLOCKS)));
    this.#listen();
  }

  /** How much is left, in words, for who does not see the blocks. */
  describe(sentence: string, left: string): void {
    if (this.#blocks.title === sentence) return;
    this.#blocks.setAttribute("aria-label", sentence);
    this.#blocks.title = sentence;
    this.#left.textContent = left;
  }

  /** The sentences that touch these spans or have these numbers (null: all) are to be looked at again when it is drawn. */
  refresh(spans: readonly Span[] | null, numbers: readonly number[]): void {
    this.#due = spans === null || this.#due === null ? null : { spans: [...this.#due.spans, ...spans], numbers: [...this.#due.numbers, ...numbers] };
  }

  draw(): void {
    const { spans, numbers } = this.#due ?? { spans: null, numbers: [] };
    this.#due = { spans: [], numbers: [] };
    const touches = (cell: Cell): boolean =>
      spans === null || spans.some((span) => span.start < cell.span.end && span.end > cell.span.start) || numbers.some((number) => number >= cell.first && number <= cell.last);
    for (const cell of this.#cells) if (touches(cell)) this.#paint(cell);
  }

  /** As many blocks as can be told apart; letters stand only where there is room for them. */
  measure(): void {
    const blocks = this.#blocks;
    const lying = blocks.offsetWidth > blocks.offsetHeight;
    const extent = lying ? blocks.offsetWidth : blocks.offsetHeight;
    const each = Math.max(1, Math.ceil(this.#sentences.length / Math.max(1, Math.floor(extent / LEAST_BLOCK))));
    // Nothing is shown of it: how many fit is not known.
    if (extent > 0 && each !== this.#each) {
      this.#build(each);
      this.refresh(null, []);
    }
    blocks.classList.toggle("fcw-r-dense", extent < this.#cells.length * ROOM_FOR_GAPS);
    blocks.setAttribute("aria-orientation", lying ? "horizontal" : "vertical");
    const heights = this.#cells.map((cell) => cell.element.offsetHeight);
    this.#cells.forEach((cell, index) => cell.element.classList.toggle("fcw-r-roomy", !lying && (heights[index] ?? 0) >= ROOM_FOR_LETTER));
  }

  /** Looks where the bracket beside the sentences that are on the screen belongs; what it gives puts it there. */
  measureVisible(visible: Span): () => void {
    const inside = this.#cells.filter((cell) => cell.span.start < visible.end && cell.span.end > visible.start);
    const first = inside[0]?.element;
    const last = inside[inside.length - 1]?.element;
    if (first === undefined || last === undefined) return () => { this.#bracket.hidden = true; };
    const top = first.offsetTop;
    const height = last.offsetTop + last.offsetHeight - top;
    const place = `${top} ${height}`;
    return () => {
      if (this.#bracket.hidden) this.#bracket.hidden = false;
      if (this.#bracketed !== place) Object.assign(this.#bracket.style, { top: `${top}px`, height: `${height}px` });
      this.#bracketed = place;
    };
  }

  /** So many neighbouring sentences share a block. */
  #build(each: number): void {
    this.#each = each;
    const cells: Cell[] = [];
    for (let first = 0; first < this.#sentences.length; first += each) {
      const last = Math.min(first + each, this.#sentences.length) - 1;
      cells.push(makeCell(first, last, { start: (this.#sentences[first] as Span).start, end: (this.#sentences[last] as Span).end }));
    }
    this.#cells = cells;
    this.#blocks.replaceChildren(...cells.map((cell) => cell.element));
    this.#blocks.style.setProperty("--fcw-r-sentences", String(cells.length));
    this.#blocks.setAttribute("aria-valuemax", String(cells.length));
    this.#blocks.setAttribute("aria-valuenow", String(Math.min(this.#current + 1, cells.length)));
  }

  #paint(cell: Cell): void {
    showLook(cell, lookOf(cell, this.#sentences, this.#passages, this.#coverage), this.#tags);
  }

  #listen(): void {
    const blocks = this.#blocks;
    blocks.addEventListener("mousedown", (event) => event.preventDefault());
    blocks.addEventListener("click", (event) => {
      const cell = this.#cellNear(event.clientX, event.clientY);
      if (cell !== undefined) this.#events.go(cell.span.start);
    });
    blocks.addEventListener("focus", () => {
      const here = this.#events.here();
      this.#tell(this.#cells.findIndex((cell) => cell.span.end > here));
    });
    blocks.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.#tell(Math.min(this.#cells.length - 1, Math.max(0, this.#current + step)));
      const cell = this.#cells[this.#current];
      if (cell !== undefined) this.#events.go(cell.span.start);
    });
  }

  /** The gaps between blocks belong to the block before. */
  #cellNear(x: number, y: number): Cell | undefined {
    const lying = this.#blocks.offsetWidth > this.#blocks.offsetHeight;
    const from = (cell: Cell): number => { const box = cell.element.getBoundingClientRect(); return lying ? box.left - x : box.top - y; };
    return this.#cells.filter((cell) => from(cell) <= 0).at(-1);
  }

  #tell(index: number): void {
    this.#current = Math.max(0, index);
    const cell = this.#cells[this.#current];
    if (cell === undefined) return;
    const place = { i: cell.first + 1, j: cell.last + 1, n: this.#sentences.length };
    const unread = Array.from({ length: cell.last - cell.first + 1 }, (_, at) => this.#coverage.state(cell.first + at)).filter((state) => state === "unread").length;
    this.#blocks.setAttribute("aria-valuenow", String(this.#current + 1));
    this.#blocks.setAttribute("aria-valuetext", cell.first === cell.last
      ? this.#words.say("strip_sentence", { i: place.i, all: place.n, state: this.#words.say(STATE_WORDS[this.#coverage.state(cell.first)]) })
      : this.#words.say("strip_sentences", { i: place.i, j: place.j, all: place.n, left: unread }));
  }
}
