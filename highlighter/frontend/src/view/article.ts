/** The text itself. Whatever is drawn, `textContent` of the element stays the revision's text. */

import type { Span } from "../core/types.ts";
import { type BlockRange, blockAt } from "./blocks.ts";
import { el } from "./dom.ts";
import { type Emphasis, drawFill, LANES_THAT_FIT, makeMark, type Piece, pieces } from "./marks.ts";
import type { Passage, Passages } from "./passages.ts";
import type { Tags } from "./tags.ts";

interface Block {
  readonly range: BlockRange;
  readonly element: HTMLElement;
  readonly words: HTMLElement;
  readonly blank: HTMLElement | null;
  painted: string;
}

export class ArticleView {
  readonly element: HTMLElement;
  readonly text: string;
  readonly ranges: readonly BlockRange[];
  readonly #blocks: readonly Block[];
  readonly #index = new WeakMap<Node, number>();
  readonly #pieces = new WeakMap<Element, Piece>();
  readonly #tags: Tags;
  #passages: Passages | null = null;
  #emphasis: Emphasis = { active: null, hovered: null };

  constructor(text: string, ranges: readonly BlockRange[], tags: Tags, attributes: Readonly<Record<string, string>>) {
    this.text = text;
    this.ranges = ranges;
    this.#tags = tags;
    this.#blocks = ranges.map((range, index) => this.#makeBlock(range, index));
    this.element = el("div", { class: "fcw-r-article", "data-testid": "article", role: "region", tabindex: "0", ...attributes });
    this.element.append(...this.#blocks.map((block) => block.element));
  }

  attach(passages: Passages): void {
    this.#passages = passages;
  }

  blockElement(index: number): HTMLElement | undefined {
    return this.#blocks[index]?.element;
  }

  /** The index of the block at a height of the window; the nearest where there is none. */
  blockAtHeight(y: number): number {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#blocks[middle] as Block).element.getBoundingClientRect().bottom <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index of the block that holds this node, or null outside every block. */
  blockOf(node: Node): number | null {
    for (let at: Node | null = node; at !== null && at !== this.element; at = at.parentNode) {
      const index = this.#index.get(at);
      if (index !== undefined) return index;
    }
    return null;
  }

  /** The passages under an element of the text, the shortest one first. */
  passagesAt(target: Element): readonly Passage[] {
    const mark = target.closest("mark");
    const piece = mark === null ? undefined : this.#pieces.get(mark);
    return piece === undefined ? [] : [...piece.passages].sort((a, b) => a.end - a.start - (b.end - b.start));
  }

  paint(indexes: Iterable<number>): void {
    for (const index of indexes) this.#paintBlock(index);
  }

  paintAll(): void {
    for (let index = 0; index < this.#blocks.length; index += 1) this.#paintBlock(index);
  }

  /** Changes fills where they stand: a click must find the element that it began on. */
  emphasise(next: Partial<Emphasis>): void {
    const before = this.#emphasis;
    this.#emphasis = { ...before, ...next };
    const ids = new Set([before.active, before.hovered, this.#emphasis.active, this.#emphasis.hovered]);
    for (const id of ids) {
      const passage = id === null ? undefined : this.#passages?.get(id);
      if (passage !== undefined) this.#refill(passage);
    }
  }

  /** A DOM range over UTF-16 positions of the text. */
  domRange(span: Span): Range {
    const range = document.createRange();
    range.setStart(...this.place(span.start, false));
    range.setEnd(...this.place(span.end, true));
    return range;
  }

  /** The text node and offset of a position; at a seam the end of the earlier node if `earlier`. */
  place(position: number, earlier: boolean): [Node, number] {
    const block = this.#blocks[blockAt(this.ranges, earlier ? Math.max(0, position - 1) : position)] as Block;
    const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
    let left = position - block.range.start;
    let last: Node | null = null;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = (node as Text).data.length;
      if (left < length || (earlier && left === length)) return [node, left];
      left -= length;
      last = node;
    }
    return last === null ? [block.element, 0] : [last, (last as Text).data.length];
  }

  #makeBlock(range: BlockRange, index: number): Block {
    const plain = !/[ \t]{2}|\t|^ /.test(this.text.slice(range.start, range.textEnd));
    const words = el("div", { class: plain ? "fcw-r-words fcw-r-plain" : "fcw-r-words" }, this.text.slice(range.start, range.textEnd));
    const gap = this.text.slice(range.textEnd, range.end);
    const blank = gap === "" ? null : el("div", { class: "fcw-r-blank" }, gap);
    const element = el("div", { class: "fcw-r-block" }, words, blank);
    // A guess at the height keeps the scroll bar honest until the block is first drawn.
    element.style.containIntrinsicBlockSize = `auto calc(var(--fcw-r-leading) * ${Math.max(1, Math.ceil((range.textEnd - range.start) / 66))} + 17px)`;
    this.#index.set(element, index);
    return { range, element, words, blank, painted: "" };
  }

  #paintBlock(index: number): void {
    const block = this.#blocks[index];
    if (block === undefined || this.#passages === null) return;
    const passages = this.#passages.inBlock(index);
    const look = passages.map((one) => `${one.id} ${one.start} ${one.end} ${one.tag} ${one.lane}`).join("|");
    if (look === block.painted) return;
    block.painted = look;
    this.#fill(block.words, block.range.start, block.range.textEnd, passages);
    if (block.blank !== null) this.#fill(block.blank, block.range.textEnd, block.range.end, passages);
    const lanes = passages.reduce((most, one) => Math.max(most, one.lane + 1), 0);
    block.element.style.setProperty("--fcw-r-more", String(Math.max(0, lanes - LANES_THAT_FIT)));
  }

  #fill(container: HTMLElement, start: number, end: number, passages: readonly Passage[]): void {
    if (start === end) return;
    const nodes = pieces(start, end, passages).map((piece) => {
      const text = this.text.slice(piece.start, piece.end);
      if (piece.passages.length === 0) return document.createTextNode(text);
      const mark = makeMark(piece, text, this.#tags, this.#emphasis);
      this.#pieces.set(mark, piece);
      return mark;
    });
    container.replaceChildren(...nodes);
  }

  #refill(passage: Passage): void {
    for (let index = passage.firstBlock; index <= passage.lastBlock; index += 1) {
      for (const mark of this.#blocks[index]?.element.querySelectorAll<HTMLElement>("mark") ?? []) {
        const piece = this.#pieces.get(mark);
        if (piece?.passages.some((one) => one.id === passage.id)) drawFill(mark, piece, this.#tags, this.#emphasis);
      }
    }
  }
}
