/** Beside the opened conflict: whose lane is which, and the bar that says where one is. */

import type { StopLanes } from "../core/reading_lanes.ts";
import type { Span } from "../core/types.ts";
import type { ArticleView } from "./article.ts";
import { el } from "./dom.ts";
import { OPENED_PITCH } from "./marks.ts";
import { linesOf } from "./positions.ts";

export class LaneNames {
  readonly element: HTMLElement = el("div", { class: "fcw-s-lane-names", "aria-hidden": "true" });
  readonly #article: ArticleView;

  constructor(article: ArticleView) {
    this.#article = article;
  }

  /** `names`: gold's, then the reviewers'; without lanes there is only the bar. */
  draw(span: Span | null, lanes: StopLanes | null, names: readonly string[]): void {
    const lines = span === null ? [] : linesOf(this.#article, span);
    const first = lines[0];
    const last = lines.at(-1);
    if (first === undefined || last === undefined) return this.element.replaceChildren();
    const origin = this.element.getBoundingClientRect().top;
    const style = getComputedStyle(this.#article.element);
    const pixels = (name: string): number => Number.parseFloat(style.getPropertyValue(name)) || 0;
    const lane = pixels("--fcw-r-ly") - pixels("--fcw-r-pt");
    const top = first.top + pixels("--fcw-r-top") - origin;
    const foot = last.top - origin + lane + (lanes === null ? 10 : (lanes.count - 1) * OPENED_PITCH + 8);
    const bar = el("div", { class: "fcw-s-bar" });
    Object.assign(bar.style, { top: `${top}px`, height: `${foot - top}px` });
    const rows = lanes === null ? [] : lines.flatMap((line) => names.map((name, at) => {
      const row = el("span", { class: at === 0 ? "fcw-s-lane-name fcw-s-gold-word" : "fcw-s-lane-name", dir: "auto" }, name);
      row.style.top = `${line.top - origin + lane + 2 + (lanes.first[at] ?? at) * OPENED_PITCH}px`;
      return row;
    }));
    this.element.replaceChildren(bar, ...rows);
  }
}
