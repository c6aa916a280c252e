/** The strips of all readings, one below the other: gold on top, and under them where readers differ. */

import type { SubmittedReading } from "../core/settle_types.ts";
import type { Settlement } from "../core/settlement.ts";
import { overlap, type Stop } from "../core/stops.ts";
import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";
import { type Cell, type Look, makeCell, showLook } from "./strip_cell.ts";
import type { Tags } from "./tags.ts";

/** A block below so many pixels cannot be told from its neighbours. */
const LEAST_BLOCK = 4;
/** Blocks below so many pixels stand without gaps. */
const ROOM_FOR_GAPS = 6;
/** The least distance of two signs. */
const SIGN = 14;
/** A letter needs so many pixels of width. */
const ROOM_FOR_LETTER = 14;

type Tagged = Span & { readonly tag: string };

interface Row {
  readonly element: HTMLElement;
  readonly blocks: HTMLElement;
  cells: readonly Cell[];
}

export class SettleStrips {
  readonly element: HTMLElement;
  readonly #settlement: Settlement;
  /** In code points. */
  readonly #sentences: readonly Span[];
  readonly #words: Wording;
  readonly #tags: Tags;
  readonly #go: (stop: Stop) => void;
  readonly #markers: HTMLElement = el("div", { class: "fcw-s-markers", role: "group" });
  #rows = new Map<string, Row>();
  #each = 0;
  #drawn: { readonly stops: readonly Stop[]; readonly here: Stop | null } | null = null;

  constructor(settlement: Settlement, sentences: readonly Span[], words: Wording, tags: Tags, go: (stop: Stop) => void) {
    this.#settlement = settlement;
    this.#sentences = sentences;
    this.#words = words;
    this.#tags = tags;
    this.#go = go;
    this.element = el("section", { class: "fcw-s-strips", "aria-label": words.say("settle_strips") });
    this.#markers.setAttribute("aria-label", words.say("settle_conflicts"));
    this.#markers.addEventListener("keydown", (event) => this.#walk(event));
    new ResizeObserver(() => this.#measure()).observe(this.element);
  }

  draw(stops: readonly Stop[], here: Stop | null): void {
    this.#drawn = { stops, here };
    const { gold, readings } = { gold: this.#settlement.gold(), readings: this.#settlement.readings };
    const wanted = ["gold", ...readings.map(({ reviewer }) => String(reviewer.id))];
    if (wanted.join() !== [...this.#rows.keys()].join()) this.#build(readings);
    this.#paint("gold", gold, () => false);
    for (const { reviewer, annotations, cleared } of readings) {
      this.#paint(String(reviewer.id), annotations, (number) => cleared.some(([first, last]) => number >= first && number <= last));
    }
    this.#mark(stops.filter(({ kind }) => kind === "parted"), here);
  }

  #build(readings: readonly SubmittedReading[]): void {
    const short = this.#settlement.names();
    const names = [["gold", this.#words.say("settle_gold"), ""], ...readings.map(({ reviewer }, at) => [String(reviewer.id), short[at], reviewer.name])] as [string, string, string][];
    this.#each = this.#sharing();
    this.#rows = new Map(names.map(([id, name, full]) => [id, this.#row(id, name, full)]));
    this.element.replaceChildren(...[...this.#rows.values()].map(({ element }) => element), el("div", { class: "fcw-s-row fcw-s-row-last" }, el("span"), this.#markers));
  }

  #row(id: string, name: string, full: string): Row {
    const cells: Cell[] = [];
    for (let first = 0; first < this.#sentences.length; first += this.#each) {
      const last = Math.min(first + this.#each, this.#sentences.length) - 1;
      const cell = makeCell(first, last, { start: (this.#sentences[first] as Span).start, end: (this.#sentences[last] as Span).end });
      cell.element.classList.add("fcw-s-cell");
      cells.push(cell);
    }
    const blocks = el("div", { class: "fcw-s-blocks", role: "img" }, ...cells.map(({ element }) => element));
    const element = el("div", { class: id === "gold" ? "fcw-s-row fcw-s-row-gold" : "fcw-s-row" }, el("span", { class: "fcw-s-name", dir: "auto", title: full }, name), blocks);
    return { element, blocks, cells };
  }

  #paint(id: string, passages: readonly Tagged[], isCleared: (number: number) => boolean): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    let unread = 0;
    for (const cell of row.cells) {
      const look = this.#lookOf(cell, passages, isCleared);
      unread += Math.round((1 - look.cleared - look.tags.reduce((sum, [, share]) => sum + share, 0)) * (cell.last - cell.first + 1));
      showLook(cell, look, this.#tags);
    }
    const counts = this.#tags.all.flatMap(({ name }) => {
      const n = passages.filter(({ tag }) => tag === name).length;
      return n === 0 ? [] : [`${n} ${name}`];
    });
    const told = this.#words.say(id === "gold" ? "settle_strip_gold" : "settle_strip", { counts: counts.join(", ") || this.#words.say("settle_no_passages"), left: unread });
    row.blocks.setAttribute("aria-label", told);
    row.blocks.title = told;
  }

  #lookOf(cell: Cell, passages: readonly Tagged[], isCleared: (number: number) => boolean): Look {
    const counts = new Map<string, number>();
    let cleared = 0;
    const share = 1 / (cell.last - cell.first + 1);
    for (let number = cell.first; number <= cell.last; number += 1) {
      const tag = leading(passages, this.#sentences[number] as Span);
      if (tag !== null) counts.set(tag, (counts.get(tag) ?? 0) + share);
      else if (isCleared(number)) cleared += share;
    }
    return { tags: [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)), cleared };
  }

  /** One sign a conflict, where it begins: settled, here, open. One of them takes part in the order of Tab. */
  #mark(parted: readonly Stop[], here: Stop | null): void {
    const cells = this.#rows.get("gold")?.cells ?? [];
    const had = this.#markers.contains(document.activeElement);
    const signs = parted.map((stop, index) => {
      const isHere = here?.start === stop.start && here.end === stop.end;
      const state = isHere ? "here" : stop.isOpen ? "open" : "settled";
      const told = this.#words.say(isHere && !stop.isOpen ? "settle_marker_here_settled" : `settle_marker_${state}`, { i: index + 1, n: parted.length });
      const sign = button({ class: "fcw-s-marker", "data-state": state, "aria-label": told, title: told, tabindex: isHere ? "0" : "-1" }, () => this.#go(stop));
      sign.dataset["cell"] = String(cells.findIndex(({ span }) => span.end > stop.start));
      return sign;
    });
    if (!signs.some((sign) => sign.tabIndex === 0) && signs[0]) signs[0].tabIndex = 0;
    this.#markers.replaceChildren(...signs);
    if (had) this.#markers.querySelector<HTMLElement>("[tabindex='0']")?.focus({ preventScroll: true });
  }

  #walk(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const signs = [...this.#markers.children] as HTMLElement[];
    const at = signs.indexOf(document.activeElement as HTMLElement);
    const next = signs[at + step];
    if (step === 0 || at === -1 || next === undefined) return;
    event.preventDefault();
    next.click();
  }

  /** So many neighbouring sentences share a block. */
  #sharing(): number {
    const room = Math.floor((this.#markers.offsetWidth || 900) / LEAST_BLOCK);
    return Math.max(1, Math.ceil(this.#sentences.length / Math.max(1, room)));
  }

  #measure(): void {
    if (this.#drawn === null || this.#markers.offsetWidth === 0) return;
    if (this.#sharing() !== this.#each) {
      this.#rows = new Map();
      this.draw(this.#drawn.stops, this.#drawn.here);
    }
    for (const { blocks, cells } of this.#rows.values()) {
      // Outlines and gaps would leave nothing of the narrowest.
      blocks.classList.toggle("fcw-r-dense", blocks.offsetWidth < cells.length * ROOM_FOR_GAPS);
      const widths = cells.map(({ element }) => element.offsetWidth);
      cells.forEach(({ element }, at) => element.classList.toggle("fcw-r-roomy", (widths[at] ?? 0) >= ROOM_FOR_LETTER));
    }
    this.place();
  }

  /** Each sign under its block, none upon another: measured first, then put there, or each would lay out the page. */
  place(): void {
    const cells = this.#rows.get("gold")?.cells ?? [];
    const middles = cells.map(({ element }) => element.offsetLeft + element.offsetWidth / 2);
    // Too many to stand beside one another are drawn as thin strokes, each where it belongs.
    const isCrowded = this.#markers.childElementCount * SIGN > this.#markers.offsetWidth;
    this.#markers.toggleAttribute("data-crowded", isCrowded);
    const apart = isCrowded ? 0 : SIGN;
    let free = 0;
    for (const sign of this.#markers.children as HTMLCollectionOf<HTMLElement>) {
      const left = Math.max(free, middles[Number(sign.dataset["cell"])] ?? 0);
      sign.style.left = `${left}px`;
      free = left + apart;
    }
  }
}

/** The tag that covers most of a sentence. */
export function leading(passages: readonly Tagged[], sentence: Span): string | null {
  const covered = new Map<string, number>();
  for (const one of passages) {
    if (!overlap(one, sentence)) continue;
    covered.set(one.tag, (covered.get(one.tag) ?? 0) + Math.min(one.end, sentence.end) - Math.max(one.start, sentence.start));
  }
  let best: string | null = null;
  for (const [tag, length] of covered) if (best === null || length > (covered.get(best) ?? 0)) best = tag;
  return best;
}
