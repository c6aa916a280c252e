/** The two handles of the active passage, and the thin line from it to its card. */

import type { Span } from "../core/types.ts";
import type { ArticleView } from "./article.ts";
import { el } from "./dom.ts";
import { edgeOf, linesOf, positionAt } from "./positions.ts";

export interface HandleEvents {
  /** While the finger moves: show this extent, keep nothing yet. */
  preview(span: Span): void;
  /** Let go: keep this extent; null: leave it as it was. */
  drop(span: Span | null): void;
}

export class Handles {
  readonly layer: HTMLElement;
  // A mouse takes them anywhere, a finger by the knob alone: the stem would take the text from it.
  readonly #start: HTMLElement = el("div", { class: "fcw-r-handle fcw-r-handle-start" }, el("div", { class: "fcw-r-knob" }));
  readonly #end: HTMLElement = el("div", { class: "fcw-r-handle fcw-r-handle-end" }, el("div", { class: "fcw-r-knob" }));
  readonly #article: ArticleView;
  readonly #events: HandleEvents;
  #span: Span | null = null;

  constructor(article: ArticleView, events: HandleEvents) {
    this.#article = article;
    this.#events = events;
    this.layer = el("div", { class: "fcw-r-handles", "aria-hidden": "true" }, this.#start, this.#end);
    this.#start.addEventListener("pointerdown", (event) => this.#drag(event, "start"));
    this.#end.addEventListener("pointerdown", (event) => this.#drag(event, "end"));
    this.place(null);
  }

  /** Around a passage that may be changed; null where none is. */
  place(span: Span | null): void {
    this.measure(span)();
  }

  /** Looks where they belong around the passage; what it gives puts them there. */
  measure(span: Span | null): () => void {
    this.#span = span;
    const lines = span === null ? [] : linesOf(this.#article, span);
    const first = lines[0];
    const last = lines[lines.length - 1];
    if (span === null || first === undefined || last === undefined) return () => { this.layer.hidden = true; };
    // Not the layer's own box, which it does not have while it is hidden.
    const origin = (this.layer.parentElement ?? this.layer).getBoundingClientRect();
    const style = getComputedStyle(this.#article.element);
    const offset = Number.parseFloat(style.getPropertyValue("--fcw-r-top"));
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const put = (handle: HTMLElement, x: number, y: number): void => {
      Object.assign(handle.style, { left: `${x - origin.left}px`, top: `${y + offset - origin.top}px`, height: `${height}px` });
    };
    const [from, to] = [edgeOf(this.#article, span, "start"), edgeOf(this.#article, span, "end")];
    return () => {
      this.layer.hidden = false;
      put(this.#start, from?.x ?? first.left, first.top);
      put(this.#end, to?.x ?? last.right, last.top);
    };
  }

  #drag(down: PointerEvent, edge: "start" | "end"): void {
    const from = this.#span;
    if (from === null) return;
    down.preventDefault();
    // The finger holds the knob above or below the line: what is meant is beside the stem.
    const stem = (edge === "start" ? this.#start : this.#end).getBoundingClientRect();
    const [dx, dy] = [stem.left + stem.width / 2 - down.clientX, stem.top + stem.height / 2 - down.clientY];
    let now: Span = from;
    const ended = new AbortController();
    this.layer.classList.add("fcw-r-dragging");
    const finish = (span: Span | null): void => {
      ended.abort();
      this.layer.classList.remove("fcw-r-dragging");
      this.#events.drop(span);
    };
    window.addEventListener("pointermove", (event) => {
      if (event.pointerId !== down.pointerId) return;
      const position = positionAt(this.#article, event.clientX + dx, event.clientY + dy);
      if (position === null) return;
      now = edge === "start" ? { start: Math.min(position, from.end - 1), end: from.end } : { start: from.start, end: Math.max(position, from.start + 1) };
      this.#events.preview(now);
    }, { signal: ended.signal });
    window.addEventListener("pointerup", () => finish(now.start === from.start && now.end === from.end ? null : now), { signal: ended.signal });
    window.addEventListener("pointercancel", () => finish(null), { signal: ended.signal });
    window.addEventListener("keydown", (event) => { if (event.key === "Escape") finish(null); }, { signal: ended.signal, capture: true });
  }
}

/** The line from the first line of a passage to its card, in the coordinates of `layer`. */
export class Connector {
  readonly layer: SVGSVGElement = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  readonly #path: SVGPathElement = document.createElementNS("http://www.w3.org/2000/svg", "path");

  constructor() {
    this.layer.setAttribute("class", "fcw-r-connector");
    this.layer.setAttribute("aria-hidden", "true");
    this.layer.append(this.#path);
  }

  /** From the passage to its card; nothing where either is missing. */
  join(article: ArticleView, passage: Span | null, card: Element | undefined): void {
    const line = passage === null ? undefined : linesOf(article, passage)[0];
    if (card === undefined || line === undefined) {
      this.#draw(null, 0, null);
      return;
    }
    const box = card.getBoundingClientRect();
    const style = getComputedStyle(article.element);
    const foot = Number.parseFloat(style.getPropertyValue("--fcw-r-top")) + Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    this.#draw({ x: line.right, y: line.top + foot + 9 }, article.element.getBoundingClientRect().right + 6, { x: box.left, y: box.top + 17 });
  }

  /** `bend` is where the text ends and the margin begins; all in client pixels. */
  #draw(from: { readonly x: number; readonly y: number } | null, bend: number, to: { readonly x: number; readonly y: number } | null): void {
    if (from === null || to === null) {
      this.#path.setAttribute("d", "");
      return;
    }
    const origin = this.layer.getBoundingClientRect();
    const point = (x: number, y: number): string => `${(x - origin.left).toFixed(1)} ${(y - origin.top).toFixed(1)}`;
    this.#path.setAttribute("d", `M${point(from.x, from.y)}L${point(bend, from.y)}L${point(to.x - 8, to.y)}L${point(to.x, to.y)}`);
  }
}
