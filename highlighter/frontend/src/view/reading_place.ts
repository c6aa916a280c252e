/** What somebody reads stays where it is on the screen while letters, lines or the window change around it. */

import type { ArticleView } from "./article.ts";
import { blockAt } from "./blocks.ts";
import { linesOf } from "./positions.ts";
import type { Scroller } from "./scroller.ts";

/** Parts that were never drawn lie where they were guessed to lie: so often the place is looked up again. */
const LOOKS = 4;

export class ReadingPlace {
  readonly #article: ArticleView;
  readonly #scroller: Scroller;
  /** How wide the text is and how its letters are set: what decides where its lines lie. */
  #shape = "";
  #place: { readonly position: number; readonly top: number } | null = null;
  #frame = 0;

  constructor(article: ArticleView, scroller: Scroller) {
    this.#article = article;
    this.#scroller = scroller;
  }

  /** Takes note of a position of the text (UTF-16) that is on the screen; or, where the lines lie otherwise now, goes back to the one before. */
  look(position: number): void {
    const shape = this.#shapeNow();
    const isOther = shape !== this.#shape;
    this.#shape = shape;
    if (isOther && this.#place !== null) this.#return(LOOKS);
    else if (this.#frame === 0) this.#note(position);
  }

  #note(position: number): void {
    const words = this.#article.ranges[blockAt(this.#article.ranges, position)];
    const at = Math.max(0, Math.min(position, (words?.textEnd ?? position) - 1));
    const top = this.#topOf(at);
    this.#place = top === null ? null : { position: at, top };
  }

  #return(left: number): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const top = this.#place === null ? null : this.#topOf(this.#place.position);
    const distance = top === null || this.#place === null ? 0 : top - this.#place.top;
    if (Math.abs(distance) < 1 || left === 0) return;
    this.#scroller.jump(distance);
    this.#frame = requestAnimationFrame(() => this.#return(left - 1));
  }

  #topOf(position: number): number | null {
    return linesOf(this.#article, { start: position, end: position + 1 })[0]?.top ?? null;
  }

  #shapeNow(): string {
    const { fontFamily, fontSize, lineHeight, letterSpacing, wordSpacing } = getComputedStyle(this.#article.element);
    return [this.#article.element.clientWidth, fontFamily, fontSize, lineHeight, letterSpacing, wordSpacing].join("|");
  }
}
