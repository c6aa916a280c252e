/** The mark where a passage is about to be cut in two, and the button that cuts there. */

import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import type { ArticleView } from "./article.ts";
import { button, el, keyCap } from "./dom.ts";
import { linesOf } from "./positions.ts";

export class CutMark {
  readonly layer: HTMLElement;
  readonly #article: ArticleView;
  readonly #line: HTMLElement = el("div", { class: "fcw-r-cut-line" });
  readonly #bar: HTMLElement;
  #shown: { readonly passage: Span; readonly at: number } | null = null;

  constructor(article: ArticleView, words: Wording, events: { cut(): void; leave(): void }) {
    this.#article = article;
    const choice = (key: string, cap: string, press: () => void): HTMLElement => button({ class: "fcw-r-choice" }, press, words.say(key), keyCap(cap));
    this.#bar = el("div", { class: "fcw-r-selection-bar", role: "toolbar", "aria-label": words.say("split_passage") },
      choice("cut_here", "⏎", events.cut), choice("cut_not", "Esc", events.leave));
    this.layer = el("div", { class: "fcw-r-cut" }, this.#line, this.#bar);
    this.hide();
  }

  get isRightToLeft(): boolean {
    return this.#article.element.dir === "rtl";
  }

  hide(): void {
    this.#shown = null;
    this.layer.hidden = true;
  }

  /** Before the letter at this position of the passage. */
  show(passage: Span, at: number): void {
    this.#shown = { passage, at };
    this.draw();
  }

  draw(): void {
    if (this.#shown === null) return;
    const { at } = this.#shown;
    const line = linesOf(this.#article, { start: at, end: at + 1 })[0];
    this.layer.hidden = line === undefined;
    if (line === undefined) return;
    const origin = this.layer.getBoundingClientRect();
    const style = getComputedStyle(this.#article.element);
    const height = Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    const top = line.top + Number.parseFloat(style.getPropertyValue("--fcw-r-top")) - origin.top;
    const left = (this.isRightToLeft ? line.right : line.left) - origin.left;
    Object.assign(this.#line.style, { left: `${left - 3}px`, top: `${top - 3}px`, height: `${height + 6}px` });
    const room = Math.max(0, origin.width - this.#bar.offsetWidth);
    Object.assign(this.#bar.style, { left: `${Math.min(room, Math.max(0, left - this.#bar.offsetWidth / 2))}px`, top: `${top + height + 10}px` });
  }
}
