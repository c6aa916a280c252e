/** The small toolbar under a selection: the tags as line, word and key. */

import type { Span } from "../core/types.ts";
import type { ArticleView } from "./article.ts";
import { button, el, keyCap } from "./dom.ts";
import { linesOf } from "./positions.ts";
import type { Tags } from "./tags.ts";

const BELOW = 7;
/** A finger's own handles hang below the line. */
const BELOW_HANDLES = 40;

export class SelectionBar {
  readonly element: HTMLElement;
  readonly #article: ArticleView;

  constructor(article: ArticleView, tags: Tags, label: string, choose: (tag: string) => void) {
    this.#article = article;
    const buttons = tags.offered().map((tag) =>
      button({ class: "fcw-r-choice", "data-choose": tag.name, title: tag.description }, () => choose(tag.name), tags.swatch(tag.name, true), tag.name, keyCap(tag.key)));
    this.element = el("div", { class: "fcw-r-selection-bar", role: "toolbar", "aria-label": label }, ...buttons);
    this.element.hidden = true;
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** Under the last line of the span, inside the text column. */
  show(span: Span): void {
    const lines = linesOf(this.#article, span);
    const last = lines[lines.length - 1];
    const host = this.element.parentElement;
    if (last === undefined || host === null) return;
    this.element.hidden = false;
    const column = host.getBoundingClientRect();
    const bottom = last.top + Number.parseFloat(getComputedStyle(this.#article.element).getPropertyValue("--fcw-r-top")) + Number.parseFloat(getComputedStyle(this.#article.element).getPropertyValue("--fcw-r-fh"));
    const middle = (last.left + last.right) / 2 - column.left;
    const left = Math.min(Math.max(0, middle - this.element.offsetWidth / 2), Math.max(0, column.width - this.element.offsetWidth));
    this.element.style.left = `${left}px`;
    this.element.style.top = `${bottom + (matchMedia("(pointer: coarse)").matches ? BELOW_HANDLES : BELOW) - column.top}px`;
  }
}
