/** The opened article with all its readings: text, strips and panel, and where one is. */

import { Graphemes, trimToWords } from "../core/offsets.ts";
import type { Settlement } from "../core/settlement.ts";
import { type Stop, stopsOf } from "../core/stops.ts";
import type { Span } from "../core/types.ts";
import { Units } from "../core/units.ts";
import type { Wording } from "../core/wording.ts";
import { ArticleView } from "./article.ts";
import { blockRanges } from "./blocks.ts";
import { Cursor } from "./cursor.ts";
import { button, el } from "./dom.ts";
import { keepingSelection } from "./kept_selection.ts";
import { LaneNames } from "./lane_names.ts";
import { linesOf, selectedSpan } from "./positions.ts";
import type { Scroller } from "./scroller.ts";
import { SelectionBar } from "./selection_bar.ts";
import type { Opened } from "./session.ts";
import { SettlePassages } from "./settle_passages.ts";
import type { SettlePanel } from "./settle_panel.ts";
import type { SettleSession } from "./settle_session.ts";
import { SettleStrips } from "./settle_strips.ts";
import type { Tags } from "./tags.ts";

export interface SettleStageEvents {
  choose(tag: string): void;
  go(stop: Stop): void;
}

export class SettleStage {
  readonly element: HTMLElement;
  readonly settlement: Settlement;
  readonly article: ArticleView;
  readonly units: Units;
  readonly cursor: Cursor;
  readonly strips: SettleStrips;
  /** In code points. */
  readonly sentences: readonly Span[];
  stops: readonly Stop[] = [];
  /** The conflict, or other stop, under the cursor. */
  here: Stop | null = null;
  /** The cursor shows where gold is being written by hand. */
  isWriting = false;
  readonly #opened: Opened;
  readonly #passages: SettlePassages;
  readonly #names: LaneNames;
  readonly #bar: SelectionBar;
  readonly #caption: HTMLElement = el("p", { class: "fcw-s-caption" });
  readonly #graphemes: Graphemes;
  readonly #scroller: Scroller;
  readonly #words: Wording;
  #frame = 0;

  constructor(session: SettleSession, settlement: Settlement, opened: Opened, words: Wording, tags: Tags, scroller: Scroller, panel: SettlePanel, events: SettleStageEvents) {
    const { points } = opened;
    const { article } = session.data;
    const ranges = blockRanges(points.text);
    this.settlement = settlement;
    this.#opened = opened;
    this.#words = words;
    this.#scroller = scroller;
    this.sentences = opened.sentences.map(([start, end]) => ({ start, end }));
    this.#graphemes = new Graphemes(points.text, article.language);
    const sentences = this.sentences.map(({ start, end }) => [points.toUtf16(start), points.toUtf16(end)] as const);
    this.units = new Units(points.text, sentences, ranges, article.language);
    this.article = new ArticleView(points.text, ranges, tags, words, {
      "aria-label": article.title, dir: article.direction, ...(article.language === "" ? {} : { lang: article.language }),
    });
    this.#passages = new SettlePassages(settlement, points, ranges, words);
    this.article.attach(this.#passages, null);
    this.cursor = new Cursor(this.article, this.units, () => this.layoutSoon());
    this.#names = new LaneNames(this.article);
    this.#bar = new SelectionBar(this.article, tags, words.say("settle_by_hand"), (tag) => events.choose(tag));
    this.strips = new SettleStrips(settlement, this.sentences, words, tags, (stop) => events.go(stop));
    const text = el("div", { class: "fcw-r-text" }, this.cursor.layer, this.article.element, this.#bar.element);
    this.element = el("div", { class: "fcw-s-stage" }, el("div", { class: "fcw-s-column" }, this.#names.element, text, this.#caption), panel.element);
  }

  /** Looks at everything again and paints what is another now. */
  refresh(): void {
    this.stops = stopsOf(this.settlement);
    this.here = this.#again(this.here);
    this.#passages.refresh(this.stops, this.here);
    keepingSelection(this.article, () => this.article.paintAll());
    this.article.finish();
    this.strips.draw(this.stops, this.here);
    this.#showAround();
    this.layoutSoon();
  }

  get parted(): readonly Stop[] {
    return this.stops.filter(({ kind }) => kind === "parted");
  }

  go(stop: Stop | null): void {
    this.here = stop;
    this.refresh();
    this.reveal();
  }

  /** The stop at a place of the text, in UTF-16. */
  stopAt(position: number): Stop | null {
    const at = this.#opened.points.toCodePoint(position);
    return this.stops.find(({ start, end }) => start <= at && at < end) ?? null;
  }

  reveal(): void {
    const { here } = this;
    if (here === null) return;
    const covered = { above: 24, below: 60 };
    this.#scroller.follow(() => {
      const lines = linesOf(this.article, this.toUtf16(here));
      const [first, last] = [lines[0], lines.at(-1)];
      return first === undefined || last === undefined ? null : { top: first.top - 24, bottom: last.bottom + 70 };
    }, () => covered);
  }

  /** Begins to write by hand at the conflict, or leaves that. */
  write(on: boolean): void {
    this.isWriting = on;
    const at = this.here === null ? { start: 0, end: 0 } : this.toUtf16(this.here);
    if (on) this.cursor.place(at.end > at.start ? at : this.units.at("sentence", 0), "clause");
    else this.cursor.place(null);
  }

  /** What the DOM selection means, in code points: whole graphemes without white space at the ends. */
  selection(): Span | null {
    const raw = selectedSpan(this.article);
    return raw === null ? null : this.toCodePoints(this.trimmed(raw));
  }

  get hasSelection(): boolean {
    return selectedSpan(this.article) !== null;
  }

  trimmed(span: Span): Span {
    const start = this.#graphemes.snapStart(span.start);
    return trimToWords(this.article.text, start, this.#graphemes.snapEnd(span.end)) ?? { start, end: start };
  }

  toUtf16(span: Span): Span {
    return this.#passages.span(span);
  }

  toCodePoints(span: Span): Span {
    const { points } = this.#opened;
    return { start: points.toCodePoint(span.start), end: points.toCodePoint(span.end) };
  }

  /** The tags under a selection of the mouse. */
  offer(isLocked: boolean): void {
    const raw = isLocked ? null : selectedSpan(this.article);
    if (raw === null) this.#bar.hide();
    else this.#bar.show(this.trimmed(raw));
  }

  layoutSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.element.isConnected) this.#layout();
    });
  }

  #layout(): void {
    const { draw } = this.cursor.measure();
    const names = [this.#words.say("settle_gold"), ...this.settlement.names()];
    const lanes = this.#passages.opened;
    this.#names.draw(this.here === null ? null : this.toUtf16(this.here), lanes, names);
    draw();
    this.strips.place();
    this.#tellLanes(lanes === null ? null : names);
  }

  /** On a phone there is no room for names beside the lanes. */
  #tellLanes(names: readonly string[] | null): void {
    const root = this.element.closest<HTMLElement>(".fcw-s-root");
    const isWhole = root?.hasAttribute("data-whole") === true;
    const told = names === null ? "" : this.#words.say("settle_lanes", { names: [names[0]?.toLowerCase() ?? "", ...names.slice(1)].join(", ") });
    const state = `${told} ${isWhole}`;
    if (this.#caption.dataset["told"] === state) return;
    this.#caption.dataset["told"] = state;
    const toggle = button({ class: "fcw-r-link" }, () => {
      root?.toggleAttribute("data-whole");
      this.#showAround();
      this.layoutSoon();
    }, this.#words.say(isWhole ? "settle_only_here" : "settle_whole"));
    this.#caption.replaceChildren(told === "" ? "" : `${told} `, toggle);
  }

  /** On a phone only the paragraphs of the conflict are shown, unless the whole text was asked for. */
  #showAround(): void {
    const root = this.element.closest<HTMLElement>(".fcw-s-root");
    const isAll = root?.dataset["layout"] !== "sheet" || root.hasAttribute("data-whole") || this.here === null;
    const here = this.here === null ? { start: 0, end: 0 } : this.toUtf16(this.here);
    const shown = new Map<Element, boolean>();
    this.article.ranges.forEach((range, index) => {
      const block = this.article.blockElement(index);
      const isShown = isAll || (range.start < here.end && range.end > here.start);
      if (block !== undefined && block.hidden === isShown) block.hidden = !isShown;
      const section = block?.parentElement;
      if (section) shown.set(section, isShown || shown.get(section) === true);
    });
    for (const [section, isShown] of shown) section.toggleAttribute("hidden", !isShown);
  }

  /** The window or the layout is another. */
  fit(): void {
    this.#showAround();
    this.layoutSoon();
  }

  /** The same stop as it is now; where it is gone, the one at its place, else the first that is open. */
  #again(stop: Stop | null): Stop | null {
    const { stops, parted } = this;
    if (stop === null) return parted.find(({ isOpen }) => isOpen) ?? parted[0] ?? stops[0] ?? null;
    return stops.find(({ start, end, kind }) => start === stop.start && end === stop.end && kind === stop.kind)
      ?? stops.find(({ start, end }) => start < stop.end && end > stop.start) ?? this.#again(null);
  }
}
