/** The opened article: text, strip, cards and cursor, and how a change reaches each of them. */

import { Graphemes, trimToWords } from "../core/offsets.ts";
import type { Reading } from "../core/reading.ts";
import type { Span } from "../core/types.ts";
import { Units } from "../core/units.ts";
import type { Wording } from "../core/wording.ts";
import { AfterFrame } from "./after_frame.ts";
import { ArticleView } from "./article.ts";
import { blockAt, blockRanges } from "./blocks.ts";
import type { CardVerbs } from "./card.ts";
import { Cards, type CardsSituation } from "./cards.ts";
import { Coverage } from "./coverage.ts";
import { Cursor } from "./cursor.ts";
import { CutMark } from "./cut_mark.ts";
import { el } from "./dom.ts";
import { Fresh } from "./fresh.ts";
import { Connector, Handles } from "./handles.ts";
import { type Passage, Passages } from "./passages.ts";
import { boxAround, linesOf, selectedSpan } from "./positions.ts";
import { ReadingPlace } from "./reading_place.ts";
import type { Scroller } from "./scroller.ts";
import { SelectionBar } from "./selection_bar.ts";
import type { Opened, Session } from "./session.ts";
import { Strip } from "./strip.ts";
import type { Tags } from "./tags.ts";

/** Milliseconds until a frame is on the screen, and the most that the margin waits while key follows key. */
const [SHOWN, LONGEST] = [30, 300];

export interface StageEvents {
  readonly cards: CardVerbs;
  choose(tag: string): void;
  moved(id: string, span: Span): void;
  cut(): void;
  leaveCut(): void;
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
  readonly strip: Strip;
  readonly cut: CutMark;
  /** The text's column, on which what belongs to the text is laid. */
  readonly text: HTMLElement;
  /** The passage whose card is open. */
  active: string | null = null;
  locked = false;
  #stuck = false;
  readonly #opened: Opened;
  readonly #graphemes: Graphemes;
  readonly #fresh: Fresh;
  readonly #handles: Handles;
  readonly #connector = new Connector();
  readonly #place: ReadingPlace;
  readonly #scroller: Scroller;
  readonly #events: StageEvents;
  #frame = 0;
  readonly #margin = new AfterFrame(SHOWN, () => this.#layMargin());
  /** When the margin was laid out last. */
  #laid = 0;
  /** Whoever shows numbers was not yet told that they are others. */
  #isChanged = false;
  /** What lies on the text is to be laid out anew, not the margin alone. */
  #isTextDue = false;
  /** What is to be scrolled to with the next frame. */
  #wanted: { readonly span: Span; readonly around: number; readonly toTop: boolean } | null = null;

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
    this.coverage = new Coverage(this.sentences, (number) => reading.isCleared(number));
    this.#graphemes = new Graphemes(points.text, article.language);
    this.units = new Units(points.text, this.sentences.map(({ start, end }) => [start, end] as const), ranges, article.language);
    this.article = new ArticleView(points.text, ranges, tags, words, {
      "aria-label": article.title, dir: article.direction, ...(article.language === "" ? {} : { lang: article.language }),
    });
    this.passages = new Passages(reading, points, ranges);
    this.article.attach(this.passages, this.coverage);
    this.cursor = new Cursor(this.article, this.units, () => this.layoutSoon());
    this.cards = new Cards(session.data, reading, this.passages, this.article, words, tags, events.cards, session.talking);
    this.strip = new Strip(this.sentences, this.passages, this.coverage, words, tags, {
      go: (position) => this.goTo(position),
      here: () => this.cursor.range?.start ?? this.firstVisible(),
    });
    this.cut = new CutMark(this.article, words, { cut: () => events.cut(), leave: () => events.leaveCut() });
    this.#fresh = new Fresh(this.article);
    this.#place = new ReadingPlace(this.article, scroller);
    this.#handles = new Handles(this.article, {
      preview: (span) => this.#preview(this.#snapped(span)),
      drop: (span) => this.#drop(span === null ? null : this.#snapped(span)),
    });
    this.bar = new SelectionBar(this.article, tags, words.say("tag_selection"), (tag) => events.choose(tag));
    this.text = el("div", { class: "fcw-r-text" }, this.cursor.layer, this.#fresh.layer, this.article.element, this.#handles.layer, this.cut.layer, this.bar.element);
    new ResizeObserver(() => this.strip.measure()).observe(this.strip.element);
    new ResizeObserver(() => this.#leaveRoom()).observe(this.cards.element);
    this.element = el("div", { class: "fcw-r-stage" }, this.strip.element, this.text, this.cards.element, this.#connector.layer);
  }

  /** Paints what these ids and these sentences (null: all) look like now: the text at once, the margin soon. */
  refresh(ids: readonly string[] | null, sentences: readonly number[] | null = []): void {
    const before = ids === null ? null : this.#spans(ids);
    const touched = this.passages.refresh(ids);
    const spans = before === null || ids === null ? null : [...before, ...this.#spans(ids)];
    const turned = this.coverage.refresh(this.passages, sentences === null ? null : spans, sentences ?? []);
    for (const number of turned) this.#touchBlocks(this.sentences[number], touched);
    if (this.active !== null && this.passages.get(this.active) === undefined) this.active = null;
    this.article.activateSoon(this.active);
    const isMoved = this.#fresh.paint((ids ?? []).flatMap((id) => this.passages.get(id) ?? []), touched) || ids === null;
    if (ids === null) this.article.finish();
    if (ids === null || ids.length > 0) this.cards.refresh(ids, this.#situation());
    this.strip.refresh(spans, turned);
    this.#isChanged = true;
    if (isMoved) this.layoutSoon();
    else this.#margin.soon();
  }

  activate(id: string | null): void {
    if (id === this.active) return;
    this.active = id;
    this.article.emphasise({ active: id });
    this.cards.refresh([], this.#situation());
    this.#isChanged = true;
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
    this.layoutSoon();
  }

  showOthers(shown: boolean): void {
    this.passages.showOthers = shown;
    this.refresh(null);
  }

  /** What lies on the text with the next frame, the margin once that is shown: nobody waits for a card to see what was tagged. */
  layoutSoon(): void {
    this.#isTextDue = true;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#layText();
      this.#margin.soon();
    });
  }

  layout(): void {
    this.#isTextDue = true;
    this.#layRest();
  }

  /** Not before the next frame of the text, where one is due; but keys that come as fast as frames do not keep it waiting. */
  #layMargin(): void {
    if (!this.#isTextDue || performance.now() - this.#laid > LONGEST) this.#layRest();
  }

  #layRest(): void {
    this.#margin.cancel();
    this.#laid = performance.now();
    if (!this.element.isConnected) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    // All that is drawn first: the browser lays the page out once for all that is measured.
    this.#fresh.settle();
    this.article.finish();
    if (this.#isChanged) this.#events.changed();
    this.#isChanged = false;
    this.strip.draw();
    this.cards.renew();
    this.#layText();
    const passage = this.#activePassage();
    // Measured first, then drawn: to measure what was just drawn, the browser lays the page out again.
    const handles = this.#handles.measure(passage !== null && passage.mine && !this.locked ? passage : null);
    const visible = this.visible();
    const drawn = [handles, this.cards.measure(), this.strip.measureVisible(visible)];
    this.#place.look(this.#here(visible));
    for (const draw of drawn) draw();
    this.#connector.join(this.article, this.#isStacked() ? passage : null, passage === null ? undefined : this.cards.card(passage.id)?.element);
    this.cut.draw();
  }

  /**
   * Looks where the cursor is now and whether all of it is in sight, and where a passage will be drawn,
   * for the page is about to change: after that, the browser would lay it out to tell. `draw` puts the cursor there.
   */
  measureCursor(passage: Span): { readonly isSeen: boolean; readonly draw: () => void } {
    this.#fresh.expect(passage);
    const { lines, draw } = this.cursor.measure();
    const box = boxAround(lines, 12);
    const isSeen = box !== null && this.#scroller.shows(box, this.#covered());
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#isTextDue = false;
    // What is being tagged now comes first, the margin after its frame.
    if (performance.now() - this.#laid < LONGEST) this.#margin.cancel();
    this.#margin.soon();
    return { isSeen, draw };
  }

  #layText(): void {
    this.#isTextDue = false;
    if (!this.element.isConnected) return;
    const { draw } = this.cursor.measure();
    this.#follow();
    draw();
  }

  /** After scrolling: which sentences are on the screen, and the cards of those that came near. */
  scrolled(): void {
    if (!this.cards.isSettled()) return this.layout();
    const visible = this.visible();
    this.#place.look(this.#here(visible));
    this.strip.measureVisible(visible)();
  }

  /** Letters, lines or the column may be others now: what is read stays on the screen. */
  relaid(): void {
    this.#place.look(this.#here(this.visible()));
    this.layoutSoon();
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

  /** While the next tag is given to the same passage as well, the tags stand out. */
  doubling(on: boolean): void {
    this.element.closest(".fcw-r-root")?.toggleAttribute("data-doubling", on);
  }

  placeCursor(position: number): void {
    this.cursor.placeAt(position);
  }

  goTo(position: number): void {
    this.placeCursor(position);
    this.reveal(this.cursor.range);
  }

  /** Scrolls as little as it takes to see a piece of the text, and so many pixels around it. */
  reveal(span: Span | null, around = 12): void {
    if (span === null) return;
    this.#wanted = { span, around, toTop: false };
    this.layoutSoon();
  }

  /** Scrolls a place to the top of what can be seen. */
  head(position: number): void {
    this.#wanted = { span: { start: position, end: position + 1 }, around: 12, toTop: true };
    this.layoutSoon();
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

  /** What can be seen, as nearly as the heights of its paragraphs tell. */
  visible(): Span {
    const frame = this.#scroller.frame();
    const covered = this.#covered();
    return { start: this.article.positionNear(frame.top + covered.above), end: this.article.positionNear(frame.bottom - covered.below) };
  }

  /** The position at the top of what can be seen, where an unplaced cursor begins. */
  firstVisible(): number {
    return this.visible().start;
  }

  /** Where a cursor that is nowhere begins: at the first unread sentence of an article just opened, else where one looks. */
  cursorStart(): number {
    const [{ start: visible, end }, { isResting, range }] = [this.visible(), this.cursor];
    if (isResting && range !== null && range.end > visible && range.start < end) return range.start;
    const first = this.cursor.hasBegun || blockAt(this.article.ranges, visible) > 0 ? null : this.coverage.nextUnread({ start: 0, end: 0 }, 1);
    return first === null ? visible : (this.sentences[first]?.start ?? visible);
  }

  /** Where in the text somebody is: at the cursor, if it is on the screen, else at its top. */
  #here({ start, end }: Span): number {
    const at = this.cursor.range?.start ?? -1;
    return at >= start && at < end ? at : start;
  }

  #situation(): CardsSituation {
    return { active: this.active, locked: this.locked, stuck: this.#stuck };
  }

  #spans(ids: readonly string[]): Span[] {
    return ids.flatMap((id) => this.passages.get(id) ?? []);
  }

  #touchBlocks(span: Span | undefined, touched: Set<number>): void {
    if (span === undefined) return;
    const { ranges } = this.article;
    const last = blockAt(ranges, Math.max(span.start, span.end - 1));
    for (let index = blockAt(ranges, span.start); index <= last; index += 1) touched.add(index);
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

  /** Below the text, for the cards where they are a sheet at the foot. */
  #leaveRoom(): void {
    const root = this.element.closest<HTMLElement>(".fcw-r-root");
    const room = root?.dataset["layout"] === "sheet" ? `${this.cards.element.offsetHeight}px` : "";
    if (root !== null && root.style.getPropertyValue("--fcw-r-sheet") !== room) root.style.setProperty("--fcw-r-sheet", room);
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

  #follow(): void {
    const wanted = this.#wanted;
    this.#wanted = null;
    if (wanted === null) return;
    this.#scroller.follow(() => boxAround(linesOf(this.article, wanted.span), wanted.around), () => this.#covered(), wanted.toTop);
  }
}
