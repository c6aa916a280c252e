/** The coverage strip: one block a sentence, tagged ones full, the rest hollow. */

import type { Span } from "../core/types.ts";
import { el } from "./dom.ts";
import type { Passages } from "./passages.ts";
import type { Tags } from "./tags.ts";

/** More blocks than this cannot be told apart: a long article's sentences share them. */
const MOST_BLOCKS = 240;
/** A letter needs so many pixels of height. */
const ROOM_FOR_LETTER = 13;

interface Cell {
  readonly span: Span;
  readonly element: HTMLElement;
  tag: string | null;
}

export class Strip {
  readonly element: HTMLElement;
  readonly #blocks: HTMLElement = el("div", { class: "fcw-r-strip-blocks" });
  readonly #bracket: HTMLElement = el("div", { class: "fcw-r-strip-bracket" });
  readonly #cells: readonly Cell[];
  readonly #tags: Tags;

  constructor(sentences: readonly Span[], tags: Tags, go: (position: number) => void) {
    this.#tags = tags;
    this.#cells = shared(sentences).map((span) => this.#cell(span));
    this.#blocks.append(...this.#cells.map((cell) => cell.element));
    this.#blocks.style.setProperty("--fcw-r-sentences", String(this.#cells.length));
    this.element = el("div", { class: "fcw-r-strip", role: "img" }, this.#bracket, this.#blocks);
    this.#blocks.addEventListener("mousedown", (event) => event.preventDefault());
    this.#blocks.addEventListener("click", (event) => {
      const index = [...this.#blocks.children].indexOf(event.target as Element);
      const cell = this.#cells[index];
      if (cell !== undefined) go(cell.span.start);
    });
  }

  describe(sentence: string): void {
    this.element.setAttribute("aria-label", sentence);
    this.element.title = sentence;
  }

  /** Looks again at the sentences that touch these spans; null: at all. */
  refresh(passages: Passages, spans: readonly Span[] | null): void {
    for (const cell of this.#cells) {
      if (spans !== null && !spans.some((span) => span.start < cell.span.end && span.end > cell.span.start)) continue;
      this.#paint(cell, leading(passages, cell.span));
    }
  }

  /** Letters stand only where there is room for them. */
  measure(): void {
    const heights = this.#cells.map((cell) => cell.element.offsetHeight);
    const lying = this.#blocks.offsetWidth > this.#blocks.offsetHeight;
    this.#cells.forEach((cell, index) => cell.element.classList.toggle("fcw-r-roomy", !lying && (heights[index] ?? 0) >= ROOM_FOR_LETTER));
  }

  /** The bracket beside the sentences that are on the screen. */
  showVisible(visible: Span): void {
    const inside = this.#cells.filter((cell) => cell.span.start < visible.end && cell.span.end > visible.start);
    const first = inside[0]?.element;
    const last = inside[inside.length - 1]?.element;
    this.#bracket.hidden = first === undefined;
    if (first === undefined || last === undefined) return;
    this.#bracket.style.top = `${first.offsetTop}px`;
    this.#bracket.style.height = `${last.offsetTop + last.offsetHeight - first.offsetTop}px`;
  }

  #cell(span: Span): Cell {
    const element = el("div", { class: "fcw-r-cell" });
    element.style.flexGrow = String(Math.max(24, span.end - span.start));
    return { span, element, tag: null };
  }

  #paint(cell: Cell, tag: string | null): void {
    if (tag === cell.tag) return;
    cell.tag = tag;
    cell.element.classList.toggle("fcw-r-full", tag !== null);
    cell.element.dataset["letter"] = tag === null ? "" : (this.#tags.get(tag)?.letter ?? "");
    cell.element.style.setProperty("--fcw-r-c", tag === null ? "" : this.#tags.colour(tag, "underline"));
    cell.element.style.setProperty("--fcw-r-on", tag === null ? "" : this.#tags.colour(tag, "on"));
  }
}

/** Neighbouring sentences put together until few enough are left. */
function shared(sentences: readonly Span[]): Span[] {
  const each = Math.ceil(sentences.length / MOST_BLOCKS);
  const spans: Span[] = [];
  for (let index = 0; index < sentences.length; index += each) {
    const last = sentences[Math.min(index + each, sentences.length) - 1] as Span;
    spans.push({ start: (sentences[index] as Span).start, end: last.end });
  }
  return spans;
}

/** The reader's own tag that covers most of a sentence. */
function leading(passages: Passages, span: Span): string | null {
  const covered = new Map<string, number>();
  for (const passage of passages.overlapping(span)) {
    if (!passage.mine) continue;
    const length = Math.min(passage.end, span.end) - Math.max(passage.start, span.start);
    covered.set(passage.tag, (covered.get(passage.tag) ?? 0) + length);
  }
  let best: string | null = null;
  for (const [tag, length] of covered) if (best === null || length > (covered.get(best) ?? 0)) best = tag;
  return best;
}
