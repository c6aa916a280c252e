/** The sentence cursor: what a tag key tags when nothing is selected. */

import type { Span } from "../core/types.ts";
import type { Unit, Units } from "../core/units.ts";
import type { ArticleView } from "./article.ts";
import { el } from "./dom.ts";
import { linesOf } from "./positions.ts";

const WIDER: Readonly<Record<Unit, Unit>> = { word: "sentence", sentence: "paragraph", paragraph: "paragraph" };
const NARROWER: Readonly<Record<Unit, Unit>> = { word: "word", sentence: "word", paragraph: "sentence" };

export class Cursor {
  range: Span | null = null;
  unit: Unit = "sentence";
  readonly layer: HTMLElement = el("div", { class: "fcw-r-cursor", "aria-hidden": "true" });
  readonly #article: ArticleView;
  readonly #units: Units;
  /** The first unit of the cursor, from which Shift extends. */
  #anchor: Span | null = null;

  constructor(article: ArticleView, units: Units) {
    this.#article = article;
    this.#units = units;
  }

  place(range: Span | null, unit: Unit = this.unit): void {
    this.range = range;
    this.#anchor = range;
    this.unit = unit;
    this.draw();
  }

  placeAt(position: number, unit: Unit = "sentence"): void {
    this.place(this.#units.at(unit, position), unit);
  }

  /** Moves to the next or previous unit; from nowhere to the one at `start`. False at the text's ends. */
  move(unit: Unit, step: 1 | -1, start: number): boolean {
    const from = this.range;
    const found = from === null ? this.#units.at(unit, start) : this.#step(unit, step, from);
    if (found !== null) this.place(found, unit);
    return found !== null;
  }

  /** Moves the far end by one unit, and back. */
  extend(unit: Unit, step: 1 | -1, start: number): void {
    const range = this.range;
    const anchor = this.#anchor;
    if (range === null || anchor === null) {
      this.move(unit, step, start);
      return;
    }
    const forward = range.end > anchor.end || (range.start === anchor.start && step === 1);
    this.range = forward ? this.#moveEnd(range, anchor, unit, step) : this.#moveStart(range, anchor, unit, step);
    this.draw();
  }

  widen(): void {
    const range = this.range;
    if (range === null) return;
    this.place(this.#units.widen(range, WIDER[this.unit]), WIDER[this.unit]);
  }

  narrow(): void {
    const range = this.range;
    if (range === null) return;
    this.place(this.#units.at(NARROWER[this.unit], range.start), NARROWER[this.unit]);
  }

  /** Draws the bar and the tint behind the text; the text itself is not touched. */
  draw(): void {
    const range = this.range;
    this.layer.closest(".fcw-r-root")?.classList.toggle("fcw-r-has-cursor", range !== null);
    if (range === null) {
      this.layer.replaceChildren();
      return;
    }
    const origin = this.layer.getBoundingClientRect();
    const lines = linesOf(this.#article, range);
    const first = lines[0];
    const last = lines[lines.length - 1];
    if (first === undefined || last === undefined) return;
    const style = getComputedStyle(this.#article.element);
    const offset = Number.parseFloat(style.getPropertyValue("--fcw-r-top"));
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const tints = lines.map((line) => box("fcw-r-tint", line.left - origin.left, line.top + offset - origin.top, line.right - line.left, height));
    const barTop = first.top + offset - origin.top;
    const beside = this.#article.element.dir === "rtl" ? origin.width + 9 : -12;
    const bar = box("fcw-r-bar", beside, barTop, 3, last.top + offset + height - origin.top - barTop);
    this.layer.replaceChildren(...tints, bar);
  }

  #step(unit: Unit, step: 1 | -1, from: Span): Span | null {
    return step === 1 ? this.#units.next(unit, from) : this.#units.previous(unit, from);
  }

  #moveEnd(range: Span, anchor: Span, unit: Unit, step: 1 | -1): Span {
    if (step === 1) return { start: range.start, end: this.#units.next(unit, { start: range.end, end: range.end })?.end ?? range.end };
    const last = this.#units.at(unit, Math.max(range.start, range.end - 1));
    const back = this.#units.previous(unit, last)?.end ?? anchor.end;
    return { start: range.start, end: Math.max(anchor.end, back) };
  }

  #moveStart(range: Span, anchor: Span, unit: Unit, step: 1 | -1): Span {
    if (step === -1) return { start: this.#units.previous(unit, { start: range.start, end: range.start })?.start ?? range.start, end: range.end };
    const first = this.#units.at(unit, range.start);
    const on = this.#units.next(unit, first)?.start ?? anchor.start;
    return { start: Math.min(anchor.start, on), end: range.end };
  }
}

function box(className: string, left: number, top: number, width: number, height: number): HTMLElement {
  const element = el("div", { class: className });
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  return element;
}
