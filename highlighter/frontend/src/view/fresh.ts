/**
 * The passage that a key just made, drawn by itself behind the text: its line and its fill are seen
 * with the next frame, and no letter is laid out for it. The text's own marks, which a click finds
 * and a screen reader hears, follow once that frame is shown.
 */

import type { Span } from "../core/types.ts";
import type { ArticleView } from "./article.ts";
import { el } from "./dom.ts";
import { keepingSelection } from "./kept_selection.ts";
import type { Passage } from "./passages.ts";
import { linesOf } from "./positions.ts";
import { lookOf } from "./stretch.ts";

export class Fresh {
  readonly layer: HTMLElement = el("div", { class: "fcw-r-fresh", "aria-hidden": "true" });
  readonly #article: ArticleView;
  /** Where a passage about to be made lies, each line of it as declarations; its pattern goes on from line to line. */
  #expected: { readonly span: Span; readonly lines: readonly string[] } | null = null;
  /** The blocks whose text does not show yet what is drawn behind it. */
  readonly #due = new Set<number>();
  /** What is drawn behind the text, with how it looks. */
  readonly #shown = new Map<string, string>();

  constructor(article: ArticleView) {
    this.#article = article;
  }

  /** Looks where a passage of this extent will be drawn, while the page is laid out. */
  expect(span: Span): void {
    const origin = (this.layer.parentElement ?? this.layer).getBoundingClientRect();
    const padding = Number.parseFloat(getComputedStyle(this.#article.element).getPropertyValue("--fcw-r-pt"));
    let before = 0;
    const lines = linesOf(this.#article, span).map(({ left, right, top }) => {
      const place = `left:${left - origin.left}px;top:${top - padding - origin.top}px;width:${right - left}px;background-position-x:-${before}px,0;`;
      before += right - left;
      return place;
    });
    this.#expected = { span, lines };
  }

  /** Shows the blocks as they are now: the expected passage by itself, all else in the text. Says whether lines lie elsewhere now. */
  paint(changed: readonly Passage[], touched: ReadonlySet<number>): boolean {
    if (this.#isUnderWay(changed, touched)) return false;
    const [passage] = changed;
    const expected = this.#expected;
    this.#expected = null;
    if (passage === undefined || changed.length > 1 || expected?.span.start !== passage.start || expected.span.end !== passage.end) return this.settle(touched);
    if (expected.lines.length === 0 || !this.#article.hasRoom(touched)) return this.settle(touched);
    const background = this.#article.backgroundOf(passage);
    this.layer.append(...expected.lines.map((place) => el("div", { style: `${background}${place}` })));
    this.#shown.set(passage.id, lookOf(passage));
    for (const index of touched) this.#due.add(index);
    return false;
  }

  /** Shows in the text what is behind it, and these blocks. Says whether lines lie elsewhere now. */
  settle(touched: Iterable<number> = []): boolean {
    let isMoved = false;
    const indexes = new Set([...this.#due, ...touched]);
    this.#expected = null;
    this.#due.clear();
    this.#shown.clear();
    keepingSelection(this.#article, () => { isMoved = this.#article.paint(indexes); });
    this.layer.replaceChildren();
    return isMoved;
  }

  /** It is drawn and its text is due: that it was saved, say, changes nothing of it. */
  #isUnderWay(changed: readonly Passage[], touched: ReadonlySet<number>): boolean {
    return this.#due.size > 0 && changed.every((one) => this.#shown.get(one.id) === lookOf(one)) && [...touched].every((index) => this.#due.has(index));
  }
}
