/** The opened article: text, strip, cards and cursor, and how a change reaches each of them. */

import { Graphemes, trimToWords } from "../core/offsets.ts";
import type { Reading } from "../core/reading.ts";
import type { Span } from "../core/types.ts";
import { Units } from "../core/units.ts";
import type { Wording } from "../core/wording.ts";
import { ArticleView } from "./article.ts";
import { blockRanges } from "./blocks.ts";
import type { CardVerbs } from "./card.ts";
import { Cards, type CardsSituation } from "./cards.ts";
import { Coverage } from "./coverage.ts";
import { Cursor } from "./cursor.ts";
import { el } from "./dom.ts";
import { Connector, Handles } from "./handles.ts";
import { keepingSelection } from "./kept_selection.ts";
import { type Passage, Passages } from "./passages.ts";
import { linesOf, selectedSpan } from "./positions.ts";
import type { Scroller } from "./scroller.ts";
import { SelectionBar } from "./selection_bar.ts";
import type { Opened, Session } from "./session.ts";
import { Strip } from "./strip.ts";
import type { Tags } from "./tags.ts";

export interface StageEvents {
  readonly cards: CardVerbs;
  choose(tag: string): void;
  moved(id: string, span: Span): void;
  /** Numbers, undo or the active passage may be others now. */
  changed(): void;
}

export class Stage {
  readonly element: HTMLElement;
  readonly session: Session;
  readonly reading: Reading;
  readonly article: ArticleView;
  readonly passages: Passages;
  readonly cursor: Cursor;
  readonly cards: Cards;
  readonly units: Units;
  readonly bar: SelectionBar;
  readonly sentences: readonly Span[];
  readonly coverage: Coverage;
  /** The passage whose card is open. */
  active: string | null = null;
  locked = false;
  #stuck = false;
  readonly #opened: Opened;
  readonly #graphemes: Graphemes;
  readonly #strip: Strip;
  readonly #handles: Handles;
  readonly #connector = new Connector();
  readonly #scroller: Scroller;
  readonly #events: StageEvents;
  #frame = 0;

  constructor(session: Session, reading: Reading, opened: Opened, words: Wording, tags: Tags, scroller: Scroller, events: StageEvents) {
    const { points } = opened;
    const { article } = session.data;
    const ranges = blockRanges(points.text);
    this.session = session;
    this.reading = reading;
    this.#opened = opened;
    this.#scroller = scroller;
    this.#events = events;
    this.sentences = opened.sentences.map(([start, end]) => ({ start: points.toUtf16(start), end: points.toUtf16(end) }));
    this.coverage = new Coverage(this.sentences);
    this.#graphemes = new Graphemes(points.text, article.language);
    this.units = new Units(points.text, this.sentences.map(({ start, end }) => [start, end] as const), ranges, article.language);
    this.article = new ArticleView(points.text, ranges, tags, {
      "aria-label": article.title, dir: article.direction, ...(article.language === "" ? {} : { lang: article.language }),
    });
    this.passages = new Passages(reading, points, ranges);
    this.article.attach(this.passages);
    this.cursor = new Cursor(this.article, this.units);
    this.cards = new Cards(reading, this.passages, this.article, words, tags, events.cards);
    this.#strip = new Strip(this.sentences, tags, (position) => this.goTo(position));
    this.#handles = new Handles(this.article, {
      preview: (span) => this.#preview(this.#snapped(span)),
      drop: (span) => this.#drop(span === null ? null : this.#snapped(span)),
    });
    this.bar = new SelectionBar(this.article, tags, words.say("tag_selection"), (tag) => events.choose(tag));
    const text = el("div", { class: "fcw-r-text" }, this.cursor.layer, this.article.element, this.#handles.layer, this.bar.element);
    this.element = el("div", { class: "fcw-r-stage" }, this.#strip.element, text, this.cards.element, this.#connector.layer);
  }

  /** Paints what these ids (null: all) look like now. The text at once, the margin with the frame. */
  refresh(ids: readonly string[] | null): void {
    const before = ids === null ? null : this.#spans(ids);
    const touched = this.passages.refresh(ids);
    keepingSelection(this.article, () => this.article.paint(touched));
    if (this.active !== null && this.passages.get(this.active) === undefined) this.active = null;
    this.article.emphasise({ active: this.active });
    this.cards.refresh(ids, this.#situation());
    const spans = before === null || ids === null ? null : [...before, ...this.#spans(ids)];
    this.#strip.refresh(this.passages, spans);
    this.coverage.refresh(this.passages, spans);
    this.#events.changed();
    this.layoutSoon();
  }

  activate(id: string | null): void {
    if (id === this.active) return;
    this.active = id;
    this.article.emphasise({ active: id });
    this.cards.refresh([], this.#situation());
    this.#events.changed();
    this.layoutSoon();
  }

  lock(locked: boolean): void {
    this.locked = locked;
    this.cards.refresh(null, this.#situation());
    this.layoutSoon();
  }

  /** Whether saving works just now: cards of what waits say so. */
  setStuck(stuck: boolean): void {
    if (stuck === this.#stuck) return;
    this.#stuck = stuck;
    this.cards.refresh([], this.#situation());
  }

  showOthers(shown: boolean): void {
    this.passages.showOthers = shown;
    this.refresh(null);
  }

  layoutSoon(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => { this.#frame = 0; this.layout(); });
  }

  layout(): void {
    if (!this.element.isConnected) return;
    this.cards.layout();
    this.cursor.draw();
    const passage = this.#activePassage();
    this.#handles.place(passage !== null && passage.mine && !this.locked ? passage : null);
    this.#connect(passage);
    this.#strip.measure();
    this.showVisible();
  }

  /** After scrolling: which sentences are on the screen, and the cards of those that came near. */
  scrolled(): void {
    this.cards.layout();
    this.#connect(this.#activePassage());
    this.showVisible();
  }

  /** What the DOM selection means: whole graphemes without white space at the ends. */
  selection(): { readonly span: Span | null; readonly isEmpty: boolean } {
    const raw = selectedSpan(this.article);
    if (raw === null) return { span: null, isEmpty: true };
    return { span: this.trimmed(raw), isEmpty: false };
  }

  trimmed(span: Span): Span | null {
    const start = this.#graphemes.snapStart(span.start);
    return trimToWords(this.article.text, start, this.#graphemes.snapEnd(span.end));
  }

  toCodePoints(span: Span): Span {
    const { points } = this.#opened;
    return { start: points.toCodePoint(span.start), end: points.toCodePoint(span.end) };
  }

  describeStrip(sentence: string): void {
    this.#strip.describe(sentence);
  }

  placeCursor(position: number): void {
    this.cursor.placeAt(position);
  }

  goTo(position: number): void {
    this.placeCursor(position);
    this.reveal(this.cursor.range);
  }

  /** Scrolls as little as it takes to see a piece of the text. */
  reveal(span: Span | null): void {
    if (span === null) return;
    const lines = linesOf(this.article, span);
    const first = lines[0];
    const last = lines[lines.length - 1];
    if (first !== undefined && last !== undefined) this.#scroller.reveal(first.top - 12, last.bottom + 24, this.#covered());
  }

  /** Where the card lies over the text, scrolls the passage out from under it. */
  uncover(id: string): void {
    if (this.#isStacked()) return;
    this.layout();
    this.reveal(this.passages.get(id) ?? null);
  }

  /** Scrolls until the open card is whole on the screen, as far as it fits. */
  revealCard(): void {
    this.layout();
    const card = this.active === null ? undefined : this.cards.card(this.active);
    if (card === undefined || !this.#isStacked()) return;
    const box = card.element.getBoundingClientRect();
    this.#scroller.reveal(box.top - 12, box.bottom + 16, this.#covered());
  }

  /** The position at the top of what can be seen, where an unplaced cursor begins. */
  firstVisible(): number {
    return this.#visible().start;
  }

  showVisible(): void {
    this.#strip.showVisible(this.#visible());
  }

  #situation(): CardsSituation {
    return { active: this.active, locked: this.locked, stuck: this.#stuck };
  }

  #spans(ids: readonly string[]): Span[] {
    return ids.flatMap((id) => this.passages.get(id) ?? []);
  }

  #activePassage(): Passage | null {
    return this.active === null ? null : (this.passages.get(this.active) ?? null);
  }

  #snapped(span: Span): Span {
    return { start: this.#graphemes.snapStart(span.start), end: this.#graphemes.snapEnd(span.end) };
  }

  #preview(span: Span | null): void {
    if (this.active === null) return;
    this.article.paint(this.passages.preview(this.active, span));
    this.#handles.place(this.passages.get(this.active) ?? null);
  }

  #drop(span: Span | null): void {
    const id = this.active;
    const kept = span === null ? null : this.trimmed(span);
    this.#preview(null);
    if (id !== null && kept !== null) this.#events.moved(id, kept);
    this.layoutSoon();
  }

  #connect(passage: Passage | null): void {
    const card = passage === null ? undefined : this.cards.card(passage.id);
    const line = passage === null || !this.#isStacked() ? undefined : linesOf(this.article, passage)[0];
    if (card === undefined || line === undefined) {
      this.#connector.draw(null, 0, null);
      return;
    }
    const text = this.article.element.getBoundingClientRect();
    const box = card.element.getBoundingClientRect();
    const style = getComputedStyle(this.article.element);
    const foot = Number.parseFloat(style.getPropertyValue("--fcw-r-top")) + Number.parseFloat(style.getPropertyValue("--fcw-r-fh"));
    this.#connector.draw({ x: line.right, y: line.top + foot + 9 }, text.right + 6, { x: box.left, y: box.top + 17 });
  }

  /** The cards lie beside the text, not over it. */
  #isStacked(): boolean {
    return getComputedStyle(this.cards.element).getPropertyValue("--fcw-r-stacked").trim() !== "no";
  }

  #covered(): { readonly above: number; readonly below: number } {
    const style = getComputedStyle(this.element);
    const pixels = (name: string): number => Number.parseFloat(style.getPropertyValue(name)) || 0;
    // A sheet or drawer at the foot covers as much as it is high just now.
    const sheet = this.#isStacked() ? null : this.cards.element.getBoundingClientRect();
    const below = sheet !== null && sheet.height > 0 && sheet.top > 100 ? this.#scroller.frame().bottom - sheet.top : pixels("--fcw-r-covered-below");
    return { above: pixels("--fcw-r-covered-above") + pixels("--fcw-r-sticky-top"), below };
  }

  #visible(): Span {
    const frame = this.#scroller.frame();
    const covered = this.#covered();
    return { start: this.#positionNear(frame.top + covered.above), end: this.#positionNear(frame.bottom - covered.below) };
  }

  /** The position at a height of the window, by the block there and how far down in it. */
  #positionNear(y: number): number {
    const low = this.article.blockAtHeight(y);
    const box = this.article.blockElement(low)?.getBoundingClientRect();
    const range = this.article.ranges[low];
    if (box === undefined || range === undefined) return 0;
    const share = box.height === 0 ? 0 : Math.min(1, Math.max(0, (y - box.top) / box.height));
    return Math.round(range.start + share * (range.end - range.start));
  }
}
