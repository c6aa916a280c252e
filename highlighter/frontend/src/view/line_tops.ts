/** Where passages begin in their paragraphs, remembered while a paragraph is drawn and lies as it did: to ask the browser takes long. */

import type { ArticleView } from "./article.ts";
import { linesOf } from "./positions.ts";

interface Known {
  /** What the paragraph looked like. */
  readonly look: string;
  /** By position in the text, pixels below the paragraph's top; null where there is no line. */
  readonly tops: Map<number, number | null>;
}

export class LineTops {
  readonly #article: ArticleView;
  #known = new Map<number, Known>();
  #before = new Map<number, Known>();
  #letters = "";

  constructor(article: ArticleView) {
    this.#article = article;
  }

  /** Begins to look: what nobody asks for until the next time is forgotten. */
  begin(width: number, style: CSSStyleDeclaration): void {
    this.#letters = [width, style.font, style.letterSpacing, style.wordSpacing, document.fonts.status].join("|");
    this.#before = this.#known;
    this.#known = new Map();
  }

  /** Client pixels of the first line of what begins there, in a paragraph that lies in this box; null where there is none. */
  top(block: number, box: { readonly top: number; readonly bottom: number }, start: number): number | null {
    const { tops } = this.#of(block, box.bottom - box.top);
    let top = tops.get(start);
    if (top === undefined) {
      const line = linesOf(this.#article, { start, end: start + 1 })[0];
      tops.set(start, (top = line === undefined ? null : line.top - box.top));
    }
    return top === null ? null : box.top + top;
  }

  #of(block: number, height: number): Known {
    const known = this.#known.get(block);
    if (known !== undefined) return known;
    const look = `${this.#letters}|${height.toFixed(1)}|${this.#article.drawnIn(block)}`;
    const before = this.#before.get(block);
    const now = before?.look === look ? before : { look, tops: new Map<number, number | null>() };
    this.#known.set(block, now);
    return now;
  }
}
