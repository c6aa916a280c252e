/** The annotate screen: opens the article, holds its parts together, and speaks with the page. */

import { Unreachable } from "../core/api.ts";
import type { OutboxState } from "../core/outbox.ts";
import type { ReaderData } from "../core/types.ts";
import { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";
import { Header } from "./header.ts";
import { type Binding, bindingsFor } from "./keys.ts";
import { listenForKeys } from "./keyboard.ts";
import { setTextSize } from "./metrics.ts";
import { listenForPointer } from "./pointer.ts";
import { Notice } from "./notice.ts";
import { Popover } from "./popover.ts";
import { Preferences } from "./preferences.ts";
import { SaveStateView } from "./save_state.ts";
import { Scroller } from "./scroller.ts";
import { Session, WrongText } from "./session.ts";
import { guidelinesSheet, keySheet, textSizeSheet } from "./sheets.ts";
import { Stage } from "./stage.ts";
import { setStatus } from "./submission.ts";
import { Tags } from "./tags.ts";
import { paintTheme, themeOf } from "./theme.ts";
import { Toolbar } from "./toolbar.ts";
import { Verbs } from "./verbs.ts";

/** The page hears that its numbers are old so long after the last change was saved. */
const STALE_PAUSE = 1500;

/** A window below this is a phone's. */
const SHEET_BELOW = 700;
/** From this width of its own on, the reader has room for the cards beside the text. */
const WIDE_FROM = 1000;

/** What the reader tells the page, and nothing else. */
export interface Signals {
  stale(): void;
  token(): void;
  submitted(status: ReaderData["status"]): void;
}

export class Reader {
  readonly root: HTMLElement;
  data: ReaderData;
  signals: Signals;
  readonly #words: Wording;
  readonly #tags: Tags;
  readonly #bindings: readonly Binding[];
  readonly #preferences: Preferences;
  readonly #session: Session;
  readonly #header: Header;
  readonly #toolbar: Toolbar;
  readonly #saveState: SaveStateView;
  readonly #notices = new Notice();
  readonly #popover: Popover;
  readonly #verbs: Verbs;
  readonly #body: HTMLElement = el("div", { class: "fcw-r-body" });
  readonly #live: HTMLElement = el("div", { class: "fcw-r-unseen", "aria-live": "polite" });
  readonly #ended = new AbortController();
  #stage: Stage | null = null;
  #status: ReaderData["status"];
  /** The status that the server gave last, until the page knows it too: a run begun before tells the old one. */
  #answered: ReaderData["status"] | null = null;
  /** Nothing is said of saving before the article is there, or known not to come. */
  #opening = true;
  #pending = 0;
  #waiting = 0;
  #troubled = false;
  #stale = 0;

  constructor(parent: HTMLElement, data: ReaderData, signals: Signals) {
    this.data = data;
    this.signals = signals;
    this.#status = data.status;
    this.#words = new Wording(data.words);
    this.#tags = new Tags(data.tags);
    this.#bindings = bindingsFor(this.#tags);
    this.#preferences = new Preferences(data);
    this.#verbs = this.#makeVerbs();
    this.#session = new Session(data, {
      changed: (ids) => this.#stage?.refresh(ids),
      saving: (state) => { if (!this.#opening) this.#showSaving(state); },
      unauthorised: () => this.signals.token(),
      edited: () => this.#stage?.cards.edited() ?? null,
    });
    this.#saveState = new SaveStateView(this.#words, () => this.#session.outbox.retryNow(), () => this.#showHeld());
    this.#header = new Header(data, this.#words, () => void this.#submit("submitted"), () => void this.#submit("in_progress"));
    this.#toolbar = this.#makeToolbar();
    this.root = el("div", { class: "fcw-r-root", "data-layout": "wide" }, this.#header.element, this.#toolbar.element, this.#body, this.#live);
    this.#popover = new Popover(this.root);
    parent.append(this.root);
    this.#watch();
    this.update(data, signals);
    void this.#open();
  }

  /** The page ran again: a new token, another theme, perhaps another status. */
  update(data: ReaderData, signals: Signals): void {
    this.signals = signals;
    paintTheme(this.root, themeOf(this.root.parentElement ?? this.root), data.tags);
    if (this.#answered === data.status) this.#answered = null;
    if (this.#answered === null && data.status !== this.#status) this.#showStatus(data.status);
    this.data = data;
    this.#session.renew(data);
  }

  destroy(): void {
    this.#stage?.cards.commit();
    this.#ended.abort();
    clearTimeout(this.#stale);
    this.#saveState.stop();
    this.#notices.clear();
    this.#session.close();
    this.root.remove();
  }

  async #open(): Promise<void> {
    this.#body.replaceChildren(el("p", { class: "fcw-r-opening" }, this.#words.say("opening")));
    try {
      const opened = await this.#session.open();
      if (this.#ended.signal.aborted || this.#session.reading === null) return;
      this.#stage = new Stage(this.#session, this.#session.reading, opened, this.#words, this.#tags, new Scroller(this.root), {
        cards: this.#verbs,
        choose: (tag) => this.#verbs.tag(tag),
        moved: (id, span) => this.#verbs.moved(id, span),
        changed: () => this.#showNumbers(),
      });
      this.#show(this.#stage);
      this.#opened();
      void this.#session.outbox.flush();
    } catch (error) {
      this.#fail(error);
    }
  }

  #opened(): void {
    this.#opening = false;
    this.#showSaving(this.#session.outbox.state());
  }

  #show(stage: Stage): void {
    stage.passages.showOthers = this.#preferences.showsOthers();
    this.#body.replaceChildren(stage.element);
    this.#setSize(this.#size());
    stage.refresh(null);
    this.#showStatus(this.#status);
    stage.layout();
    listenForPointer(stage, this.#verbs, this.#ended.signal);
    new Scroller(this.root).listen(() => stage.scrolled(), this.#ended.signal);
    // The letters' box is another one once the font is there.
    void document.fonts.ready.then(() => { if (!this.#ended.signal.aborted) this.#setSize(this.#size()); });
  }

  #fail(error: unknown): void {
    if (this.#ended.signal.aborted) return;
    const known = error instanceof WrongText || error instanceof Unreachable;
    if (!known) console.error(error);
    const sentence = error instanceof WrongText ? this.#words.say("wrong_text") : this.#words.say("not_opened");
    const again = button({ class: "fcw-r-button" }, () => void this.#open(), this.#words.say("try_again"));
    this.#body.replaceChildren(el("div", { class: "fcw-r-opening", role: "alert" }, el("p", {}, sentence), again));
    this.#opened();
  }

  #makeVerbs(): Verbs {
    return new Verbs({
      words: this.#words,
      stage: () => this.#stage,
      announce: (sentence) => { this.#live.textContent = sentence; },
      notice: (sentence, isTrue) => this.#notices.say(sentence, isTrue),
      toggleGuidelines: () => this.#toggleGuidelines(),
      toggleKeySheet: () => this.#toggleKeySheet(),
      closePopover: () => this.#popover.close(),
      closeList: () => this.#toggleList(false),
    });
  }

  #makeToolbar(): Toolbar {
    return new Toolbar(this.#words, this.#tags, {
      tag: (name) => this.#verbs.tag(name),
      undo: () => this.#verbs.undo(),
      redo: () => this.#verbs.redo(),
      guidelines: () => this.#toggleGuidelines(),
      textSize: (anchor) => this.#popover.toggle(anchor, this.#words.say("text_size"), textSizeSheet(this.#size(), this.#words, (size) => this.#chooseSize(size))),
      keys: () => this.#toggleKeySheet(),
      others: () => this.#toggleOthers(),
      list: () => void this.#toggleList(!this.root.classList.contains("fcw-r-list-open")),
      hold: () => this.#verbs.hold(),
    }, this.#saveState.element, this.#notices.element);
  }

  #watch(): void {
    const { signal } = this.#ended;
    listenForKeys({
      root: this.root, bindings: this.#bindings, verbs: this.#verbs,
      isLocked: () => this.#status === "submitted",
      refuse: () => this.#sayLocked(),
    }, signal);
    // Whatever is being written when the page goes is kept like everything else.
    window.addEventListener("pagehide", () => this.#stage?.cards.commit(), { signal });
    window.addEventListener("beforeunload", () => this.#stage?.cards.commit(), { signal });
    this.root.addEventListener("pointerdown", (event) => {
      const inList = (event.target as Element).closest(".fcw-r-cards, .fcw-r-only-drawer");
      if (inList === null) this.#toggleList(false);
    }, { signal });
    const sizes = new ResizeObserver(() => this.#fit());
    window.addEventListener("resize", () => this.#fit(), { signal });
    sizes.observe(this.root);
    signal.addEventListener("abort", () => sizes.disconnect());
  }

  /** Wide: three columns. Drawer: cards slide in. Sheet: cards and tags at the foot. */
  #fit(): void {
    const width = this.root.clientWidth;
    // The sheet is fixed to the window's foot: beside an open sidebar it would lie under it.
    const layout = window.innerWidth < SHEET_BELOW ? "sheet" : width < WIDE_FROM ? "drawer" : "wide";
    const changed = this.root.dataset["layout"] !== layout;
    const set = (name: string, value: string): void => {
      // Setting a property anew, even to the same value, has every style below looked at again.
      if (this.root.style.getPropertyValue(name) !== value) this.root.style.setProperty(name, value);
    };
    const frame = this.root.closest("[data-testid=stMainBlockContainer]");
    this.root.toggleAttribute("data-framed", frame !== null);
    set("--fcw-r-lift", frame === null ? "0px" : getComputedStyle(frame).paddingTop);
    if (changed) this.root.dataset["layout"] = layout;
    if (changed) this.#setSize(this.#size());
    set("--fcw-r-covered-above", `${this.#toolbar.element.offsetHeight}px`);
    set("--fcw-r-covered-below", `${layout === "sheet" ? 90 : 0}px`);
    this.#stage?.layoutSoon();
  }

  #size(): number {
    return this.#preferences.textSize(this.root.dataset["layout"] === "sheet");
  }

  #chooseSize(size: number): void {
    this.#preferences.setTextSize(size);
    this.#setSize(size);
  }

  #setSize(size: number): void {
    setTextSize(this.root, this.#body, size);
    this.#stage?.layoutSoon();
  }

  #showSaving(state: OutboxState): void {
    this.#saveState.update(state, this.#session.heldHere().length);
    this.#notices.check();
    // An attempt that is on its way again changes nothing yet: only an answer does.
    const troubled = state.retryAt !== null || state.waitingForSignIn || state.failed > 0;
    if (troubled && !this.#troubled) this.#live.textContent = this.#words.say("not_saving");
    if (troubled || state.pending === 0) this.#troubled = troubled;
    if (troubled || state.pending < this.#waiting || state.pending === 0) this.#stage?.setStuck(troubled && state.pending > 0);
    this.#waiting = state.pending;
    clearTimeout(this.#stale);
    if (state.pending === 0 && this.#pending > 0) this.#stale = window.setTimeout(() => this.signals.stale(), STALE_PAUSE);
    this.#pending = Math.max(state.pending, state.pending === 0 ? 0 : this.#pending);
  }

  #showHeld(): void {
    const first = this.#session.heldHere()[0];
    if (first !== undefined) this.#verbs.activate(first.operation.annotation.id);
  }

  #showNumbers(): void {
    const stage = this.#stage;
    if (stage === null) return;
    const mine = stage.passages.ordered().filter((one) => one.mine).length;
    const { count } = stage.coverage;
    const total = stage.sentences.length;
    this.#header.showProgress(mine, count, total);
    stage.describeStrip(this.#words.say("strip", { k: count, n: total }));
    this.root.classList.toggle("fcw-r-has-active", stage.active !== null);
    this.#toolbar.update({
      canUndo: stage.reading.canUndo(), canRedo: stage.reading.canRedo(), others: stage.passages.showOthers,
      locked: this.#status === "submitted", activeTag: stage.active === null ? null : (stage.passages.get(stage.active)?.tag ?? null),
    });
  }

  #showStatus(status: ReaderData["status"], busy = false): void {
    this.#status = status;
    this.root.classList.toggle("fcw-r-locked", status === "submitted");
    this.#header.showStatus(status, busy);
    this.#stage?.lock(status === "submitted");
    this.#notices.check();
    this.#showNumbers();
  }

  async #submit(wanted: "submitted" | "in_progress"): Promise<void> {
    const before = this.#status;
    this.#stage?.cards.commit();
    this.#showStatus(before, true);
    const answer = await setStatus(this.data, this.#session.outbox, wanted);
    if (this.#ended.signal.aborted) return;
    this.#showStatus(answer.kind === "done" ? answer.status : before);
    if (answer.kind === "done") {
      this.#answered = answer.status;
      this.#live.textContent = this.#words.say(answer.status === "submitted" ? "now_submitted" : "now_reopened");
      this.#session.refetchSoon();
      this.signals.submitted(answer.status);
    } else if (answer.kind === "unsaved") this.#sayUnsaved(answer.n);
    else if (answer.kind === "unauthorised") {
      this.signals.token();
      this.#notices.say(this.#words.say("submit_signed_out"));
    } else this.#notices.say(answer.sentence ?? this.#words.say("submit_failed"));
  }

  #sayLocked(): void {
    this.#notices.say(this.#words.say("locked"), () => this.#status === "submitted");
  }

  #sayUnsaved(n: number): void {
    this.#notices.say(this.#words.say("unsaved", { n }), () => {
      const { pending, failed, held } = this.#session.outbox.state();
      return pending + failed + held === n;
    });
  }

  #toggleGuidelines(): void {
    this.#popover.toggle(this.#toolbar.guidelines, this.#words.say("guidelines"), guidelinesSheet(this.#tags, this.#words));
  }

  #toggleKeySheet(): void {
    this.#popover.toggle(this.#toolbar.keys, this.#words.say("keys"), keySheet(this.#bindings, this.#words));
  }

  #toggleOthers(): void {
    const stage = this.#stage;
    if (stage === null) return;
    const shown = !stage.passages.showOthers;
    this.#preferences.setShowsOthers(shown);
    stage.showOthers(shown);
    this.#live.textContent = this.#words.say(shown ? "others_shown" : "others_hidden");
  }

  /** The drawer's list of cards. False when it was so already. */
  #toggleList(open: boolean): boolean {
    if (this.root.classList.contains("fcw-r-list-open") === open) return false;
    this.root.classList.toggle("fcw-r-list-open", open);
    this.#toolbar.listOpen(open);
    this.#stage?.layoutSoon();
    return true;
  }
}
