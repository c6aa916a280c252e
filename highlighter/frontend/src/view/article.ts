/** The text itself. Whatever is drawn, `textContent` of the element stays the revision's text. */

import { type Direction, directionOf } from "../core/direction.ts";
import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { type BlockRange, blockAt } from "./blocks.ts";
import type { Coverage } from "./coverage.ts";
import { el } from "./dom.ts";
import { backgroundOf, type Emphasis, drawFill, makeMark, type Piece, pieces, sayWhereItBegins, showPiece, speechOf } from "./marks.ts";
import type { PaintedPassages, Passage } from "./passages.ts";
import { CROWDED, Room } from "./room.ts";
import { Sections } from "./sections.ts";
import { hasSelectionHeirs } from "./selection_heirs.ts";
import { lookOf, Stretch } from "./stretch.ts";
import type { Tags } from "./tags.ts";

interface Block {
  readonly range: BlockRange;
  readonly element: HTMLElement;
  readonly words: Stretch;
  readonly blank: Stretch | null;
  readonly room: Room;
  painted: string;
}

export class ArticleView {
  readonly element: HTMLElement;
  readonly text: string;
  readonly ranges: readonly BlockRange[];
  /** Which way most of the text runs. */
  readonly direction: Direction;
  readonly #blocks: readonly Block[];
  readonly #sections: Sections;
  readonly #index = new WeakMap<Node, number>();
  readonly #pieces = new WeakMap<Element, Piece>();
  readonly #tags: Tags;
  readonly #words: Wording;
  readonly #probe = document.createRange();
  /** The marks that do not say yet where they begin and end. */
  #unspoken: [HTMLElement, Piece][] = [];
  /** The blocks that were painted and have no lane to spare yet. */
  readonly #painted = new Set<number>();
  #passages: PaintedPassages | null = null;
  #coverage: Pick<Coverage, "clearedIn"> | null = null;
  #emphasis: Emphasis = { active: null, hovered: null };
  /** Passages that became active, or are so no more, and may not look so yet. */
  readonly #turned = new Set<string>();

  constructor(text: string, ranges: readonly BlockRange[], tags: Tags, words: Wording, attributes: Readonly<Record<string, string>>) {
    this.text = text;
    this.ranges = ranges;
    this.#tags = tags;
    this.#words = words;
    this.direction = directionOf(text, attributes["dir"] === "rtl" ? "rtl" : "ltr");
    this.#blocks = ranges.map((range, index) => this.#makeBlock(range, index));
    this.element = el("div", { class: "fcw-r-article", "data-testid": "article", role: "region", tabindex: "0", ...attributes, dir: this.direction });
    for (const [name, said] of speechOf(tags, words)) this.element.style.setProperty(name, said);
    this.element.toggleAttribute("data-heirs", hasSelectionHeirs());
    this.#sections = new Sections(ranges, this.#blocks.map((block) => block.element));
    this.element.append(...this.#sections.elements);
  }

  /** Without coverage, no sentence is shown as cleared. */
  attach(passages: PaintedPassages, coverage: Pick<Coverage, "clearedIn"> | null): void {
    this.#passages = passages;
    this.#coverage = coverage;
  }

  blockElement(index: number): HTMLElement | undefined {
    return this.#blocks[index]?.element;
  }

  /** What is drawn in a block, told so that something else is another text. */
  drawnIn(index: number): string {
    return this.#blocks[index]?.painted ?? "";
  }

  /** Which way the paragraph there runs. */
  directionAt(position: number): Direction {
    const own = this.#blocks[blockAt(this.ranges, position)]?.words.element.dir;
    return own === "rtl" || own === "ltr" ? own : this.direction;
  }

  /** The index of the block at a height of the window; the nearest where there is none. */
  blockAtHeight(y: number): number {
    return this.#sections.blockAtHeight(y);
  }

  /** Where a block lies, in client pixels: exact near the window, a guess far from it. */
  boxOfBlock(index: number): { readonly top: number; readonly bottom: number } {
    return this.#sections.boxOf(index);
  }

  /** The position at a height of the window, by the block there and how far down in it. */
  positionNear(y: number): number {
    const index = this.blockAtHeight(y);
    const range = this.ranges[index];
    if (range === undefined) return 0;
    const { top, bottom } = this.boxOfBlock(index);
    const share = bottom === top ? 0 : Math.min(1, Math.max(0, (y - top) / (bottom - top)));
    return Math.round(range.start + share * (range.end - range.start));
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

  /** Says whether the lines of any of these blocks lie elsewhere now. */
  paint(indexes: Iterable<number>): boolean {
    let isMoved = false;
    for (const index of indexes) isMoved = this.#paintBlock(index) || isMoved;
    return isMoved;
  }

  paintAll(): void {
    for (let index = 0; index < this.#blocks.length; index += 1) this.#paintBlock(index);
  }

  /**
   * After the frame: what was painted says where it begins and ends and has room for what comes next,
   * and what was active before looks so no more. Each costs as much as painting it.
   */
  finish(): void {
    for (const [mark, piece] of this.#unspoken) sayWhereItBegins(mark, piece, this.#tags, this.#words);
    this.#unspoken = [];
    for (const index of this.#painted) this.#blocks[index]?.room.prepare(this.#passages?.inBlock(index) ?? []);
    this.#painted.clear();
    for (const id of this.#turned) this.#refill(id);
    this.#turned.clear();
  }

  /** What is painted next is painted with this passage active; the one before it looks so until `finish`. */
  activateSoon(id: string | null): void {
    const before = this.#emphasis.active;
    if (before === id) return;
    this.#emphasis = { ...this.#emphasis, active: id };
    for (const one of [before, id]) if (one !== null) this.#turned.add(one);
  }

  /** Whether the blocks have room for all lanes in their lines as these stand. */
  hasRoom(indexes: Iterable<number>): boolean {
    for (const index of indexes) {
      const block = this.#blocks[index];
      if (block?.room.fits(this.#passages?.inBlock(index) ?? []) === false) return false;
    }
    return true;
  }

  /** How a passage looks by itself, wherever it is drawn. */
  backgroundOf(passage: Passage): string {
    return backgroundOf({ start: passage.start, end: passage.end, passages: [passage], cleared: false }, this.#tags, this.#emphasis);
  }

  /** Changes fills where they stand: a click must find the element that it began on. */
  emphasise(next: Partial<Emphasis>): void {
    const before = this.#emphasis;
    this.#emphasis = { ...before, ...next };
    const ids = new Set([before.active, before.hovered, this.#emphasis.active, this.#emphasis.hovered]);
    for (const id of ids) if (id !== null) this.#refill(id);
  }

  /** A DOM range over UTF-16 positions of the text. */
  domRange(span: Span): Range {
    const range = document.createRange();
    range.setStart(...this.place(span.start, false));
    range.setEnd(...this.place(span.end, true));
    return range;
  }

  /** The boxes of the letters of a piece of the text (UTF-16), in client pixels; blank lines have none. */
  boxesOf(span: Span): DOMRect[] {
    const last = blockAt(this.ranges, Math.max(span.start, span.end - 1));
    const boxes: DOMRect[] = [];
    // One range for all: the document keeps up every range that was made, with every change to it.
    const probe = this.#probe;
    for (let index = blockAt(this.ranges, span.start); index <= last; index += 1) {
      // Node by node: a range over several also tells the boxes of the marks and paragraphs in it.
      for (const [node, start, end] of this.#blocks[index]?.words.letters(span) ?? []) {
        probe.setStart(node, start);
        probe.setEnd(node, end);
        boxes.push(...probe.getClientRects());
      }
    }
    probe.setEnd(this.element, 0);
    return boxes.filter((box) => box.width >= 0.5);
  }

  /** The text node and offset of a position; at a seam the end of the earlier node if `earlier`. */
  place(position: number, earlier: boolean): [Node, number] {
    const block = this.#blocks[blockAt(this.ranges, earlier ? Math.max(0, position - 1) : position)] as Block;
    const isBlank = earlier ? position > block.range.textEnd : position >= block.range.textEnd;
    return (isBlank && block.blank !== null ? block.blank : block.words).place(position, earlier);
  }

  #makeBlock(range: BlockRange, index: number): Block {
    const plain = !/[ \t]{2}|\t|^ /.test(this.text.slice(range.start, range.textEnd));
    const words = el("div", { class: plain ? "fcw-r-words fcw-r-plain" : "fcw-r-words" }, this.text.slice(range.start, range.textEnd));
    const direction = directionOf(this.text.slice(range.start, range.textEnd), this.direction);
    if (direction !== this.direction) words.dir = direction;
    const gap = this.text.slice(range.textEnd, range.end);
    const blank = gap === "" ? null : el("div", { class: "fcw-r-blank" }, gap);
    const element = el("div", { class: "fcw-r-block" }, words, blank);
    this.#index.set(element, index);
    return { range, element, words: new Stretch(words, range.start), blank: blank === null ? null : new Stretch(blank, range.textEnd), room: new Room(words), painted: "" };
  }

  #paintBlock(index: number): boolean {
    const block = this.#blocks[index];
    if (block === undefined || this.#passages === null) return false;
    const passages = this.#passages.inBlock(index);
    const cleared = this.#coverage?.clearedIn(block.range.start, block.range.textEnd) ?? [];
    const look = [...passages.map(lookOf), ...cleared.map((one) => one.start)].join("|");
    if (look === block.painted) return false;
    block.painted = look;
    this.#fill(block.words, block.range.start, block.range.textEnd, passages, cleared);
    if (block.blank !== null) this.#fill(block.blank, block.range.textEnd, block.range.end, passages, []);
    block.words.element.toggleAttribute("data-crowded", passages.length > CROWDED);
    this.#painted.add(index);
    return block.room.make(passages);
  }

  #fill(stretch: Stretch, start: number, end: number, passages: readonly Passage[], cleared: readonly Span[]): void {
    if (start === end) return;
    const keep = (node: Node, piece: Piece): void => { if (node instanceof Element) this.#pieces.set(node, piece); };
    stretch.draw(pieces(start, end, passages, cleared), {
      make: (piece) => {
        const node = this.#draw(piece);
        keep(node, piece);
        return node;
      },
      change: (node, piece) => {
        keep(node, piece);
        if (!(node instanceof HTMLElement) || piece.passages.length === 0) return;
        showPiece(node, piece, this.#tags, this.#emphasis);
        this.#unspoken.push([node, piece]);
      },
      keep,
    });
  }

  #draw(piece: Piece): HTMLElement | Text {
    const text = this.text.slice(piece.start, piece.end);
    if (piece.passages.length > 0) {
      const mark = makeMark(piece, text, this.#tags, this.#emphasis);
      this.#unspoken.push([mark, piece]);
      return mark;
    }
    return piece.cleared ? el("span", { class: "fcw-r-cleared" }, text) : document.createTextNode(text);
  }

  #refill(id: string): void {
    const passage = this.#passages?.get(id);
    if (passage === undefined) return;
    this.#eachMark(passage, (mark, piece) => {
      if (piece.passages.some((one) => one.id === id)) drawFill(mark, piece, this.#tags, this.#emphasis);
    });
  }

  /** The marks that stand in the blocks of a passage. */
  #eachMark({ firstBlock, lastBlock }: Passage, work: (mark: HTMLElement, piece: Piece) => void): void {
    for (let index = firstBlock; index <= lastBlock; index += 1) {
      for (const mark of this.#blocks[index]?.element.querySelectorAll<HTMLElement>("mark") ?? []) {
        const piece = this.#pieces.get(mark);
        if (piece !== undefined) work(mark, piece);
      }
    }
  }
}
