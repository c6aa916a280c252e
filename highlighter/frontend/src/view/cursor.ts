/** The sentence cursor: what a tag key tags when nothing is selected. */

import type { Span } from "../core/types.ts";
import type { Unit, Units } from "../core/units.ts";
import { endAfter, endBefore, startAfter, startBefore } from "../core/word_edges.ts";
import type { ArticleView } from "./article.ts";
import { el } from "./dom.ts";
import { type Line, linesOf } from "./positions.ts";

/** From the narrowest to the widest. */
const UNITS: readonly Unit[] = ["word", "clause", "sentence", "paragraph"];

const EDGES = ["left", "top", "width", "height"] as const;

/** Where the cursor belongs, and what draws it there. */
export interface CursorPlace {
  /** One a line of what is under it; none where that has no box. */
  readonly lines: readonly Line[];
  readonly draw: () => void;
}

interface Box {
  readonly kind: "fcw-r-tint" | "fcw-r-bar";
  readonly style: Readonly<Record<(typeof EDGES)[number], string>>;
}

export class Cursor {
  range: Span | null = null;
  unit: Unit = "sentence";
  /** It was placed since the article was opened. */
  hasBegun = false;
  /** Shown where it would begin, and not placed yet: the first step leads there. */
  isResting = false;
  readonly layer: HTMLElement = el("div", { class: "fcw-r-cursor", "aria-hidden": "true" });
  readonly #article: ArticleView;
  readonly #units: Units;
  readonly #moved: () => void;
  /** What was widened, the last one last: narrowing leads back. */
  #wider: { readonly range: Span; readonly unit: Unit; readonly to: Span }[] = [];
  /** The first unit of the cursor, from which Shift extends. */
  #anchor: Span | null = null;

  /** `moved`: it has to be drawn anew. */
  constructor(article: ArticleView, units: Units, moved: () => void) {
    this.#article = article;
    this.#units = units;
    this.#moved = moved;
  }

  place(range: Span | null, unit: Unit = this.unit): void {
    this.#wider = [];
    this.#put(range, unit);
  }

  #put(range: Span | null, unit: Unit): void {
    this.range = range;
    this.#anchor = range;
    this.unit = unit;
    this.isResting = false;
    if (range !== null) this.hasBegun = true;
    this.#moved();
  }

  /** Shows where it begins, for whoever has not placed it. */
  rest(position: number): void {
    const { hasBegun } = this;
    this.placeAt(position);
    this.isResting = true;
    this.hasBegun = hasBegun;
  }

  placeAt(position: number, unit: Unit = "sentence"): void {
    this.place(this.#units.at(unit, position), unit);
  }

  /** Moves to the next or previous unit; from nowhere, or from where it rests, to the one at `start`. False at the text's ends. */
  move(unit: Unit, step: 1 | -1, start: number): boolean {
    const from = this.isResting ? null : this.range;
    const found = from === null ? this.#units.at(unit, start) : this.#step(unit, step, from);
    if (found !== null) this.place(found, unit);
    return found !== null;
  }

  /** Moves the far end by one unit, and back. */
  extend(unit: Unit, step: 1 | -1, start: number): void {
    const range = this.range;
    const anchor = this.#anchor;
    if (range === null || anchor === null || this.isResting) {
      this.move(unit, step, start);
      return;
    }
    const forward = range.end > anchor.end || (range.start === anchor.start && step === 1);
    this.range = forward ? this.#moveEnd(range, anchor, unit, step) : this.#moveStart(range, anchor, unit, step);
    this.#moved();
  }

  /** Takes where it rests for its place: what is done there is meant. */
  settle(): void {
    if (this.isResting) this.place(this.range);
  }

  /** To the next wider unit that holds more; a sentence of one clause is both at once. */
  widen(): void {
    const [from, unit] = [this.range, this.unit];
    this.#resize(1, (range, wider) => this.#units.widen(range, wider));
    if (from !== null && this.range !== null && this.range !== from) this.#wider.push({ range: from, unit, to: this.range });
  }

  /** Back to what was widened, else to the first narrower unit in it. */
  narrow(): void {
    const last = this.#wider.pop();
    if (last !== undefined && last.to === this.range) this.#put(last.range, last.unit);
    else this.#resize(-1, (range, unit) => this.#units.at(unit, range.start));
  }

  #resize(step: 1 | -1, found: (range: Span, unit: Unit) => Span): void {
    const range = this.range;
    if (range === null) return;
    for (let at = UNITS.indexOf(this.unit) + step; at >= 0 && at < UNITS.length; at += step) {
      const unit = UNITS[at] as Unit;
      const next = found(range, unit);
      this.#put(next, unit);
      if (next.start !== range.start || next.end !== range.end) return;
    }
  }

  /** Looks where the bar and the tint behind the text belong; what it gives draws them. The text itself is not touched. */
  measure(): CursorPlace {
    const range = this.range;
    const lines = range === null ? [] : linesOf(this.#article, range);
    const boxes = range === null ? [] : this.#boxes(range, lines);
    const draw = (): void => {
      this.layer.closest(".fcw-r-root")?.toggleAttribute("data-cursor", range !== null);
      this.layer.toggleAttribute("data-narrow", this.unit === "clause" || this.unit === "word");
      if (boxes === null) return;
      while (this.layer.childElementCount > boxes.length) this.layer.lastElementChild?.remove();
      boxes.forEach((box, at) => this.#draw(box, (this.layer.children[at] as HTMLElement | undefined) ?? this.layer.appendChild(el("div"))));
    };
    return { lines, draw };
  }

  /** Where it stands already nothing is touched: what is touched is laid out again. */
  #draw({ kind, style }: Box, element: HTMLElement): void {
    if (element.className !== kind) element.className = kind;
    for (const name of EDGES) if (element.style[name] !== style[name]) element.style[name] = style[name];
  }

  #boxes(range: Span, lines: readonly Line[]): Box[] | null {
    const origin = this.layer.getBoundingClientRect();
    const first = lines[0];
    const last = lines[lines.length - 1];
    if (first === undefined || last === undefined) return null;
    const style = getComputedStyle(this.#article.element);
    const offset = Number.parseFloat(style.getPropertyValue("--fcw-r-top"));
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const tints = lines.map((line) => box("fcw-r-tint", line.left - origin.left, line.top + offset - origin.top, line.right - line.left, height));
    const barTop = first.top + offset - origin.top;
    const beside = this.#article.directionAt(range.start) === "rtl" ? origin.width + 9 : -12;
    const bar = box("fcw-r-bar", beside, barTop, 3, last.top + offset + height - origin.top - barTop);
    return [bar, ...tints];
  }

  #step(unit: Unit, step: 1 | -1, from: Span): Span | null {
    return step === 1 ? this.#units.next(unit, from) : this.#units.previous(unit, from);
  }

  #moveEnd(range: Span, anchor: Span, unit: Unit, step: 1 | -1): Span {
    if (unit === "word") {
      const end = step === 1 ? endAfter(this.#units, range.end) : endBefore(this.#units, range.end);
      return { start: range.start, end: Math.max(anchor.end, end ?? range.end) };
    }
    if (step === 1) return { start: range.start, end: this.#units.next(unit, { start: range.end, end: range.end })?.end ?? range.end };
    const last = this.#units.at(unit, Math.max(range.start, range.end - 1));
    const back = this.#units.previous(unit, last)?.end ?? anchor.end;
    return { start: range.start, end: Math.max(anchor.end, back) };
  }

  #moveStart(range: Span, anchor: Span, unit: Unit, step: 1 | -1): Span {
    if (unit === "word") {
      const start = step === 1 ? startAfter(this.#units, range.start) : startBefore(this.#units, range.start);
      return { start: Math.min(anchor.start, start ?? range.start), end: range.end };
    }
    if (step === -1) return { start: this.#units.previous(unit, { start: range.start, end: range.start })?.start ?? range.start, end: range.end };
    const first = this.#units.at(unit, range.start);
    const on = this.#units.next(unit, first)?.start ?? anchor.start;
    return { start: Math.min(anchor.start, on), end: range.end };
  }
}

function box(kind: Box["kind"], left: number, top: number, width: number, height: number): Box {
  return { kind, style: { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` } };
}
