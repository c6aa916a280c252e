/** The annotate screen: opens the article, holds its parts together, and speaks with the page. */

import { Unreachable } from "../core/api.ts";
import { isAboutTalk, passageOf } from "../core/operation.ts";
import type { OutboxState } from "../core/outbox.ts";
import type { ReaderData } from "../core/types.ts";
import { Wording } from "../core/wording.ts";
import { Announcer } from "./announcer.ts";
import { showArrival } from "./arrival.ts";
import { Comfort } from "./comfort.ts";
import { button, el } from "./dom.ts";
import { Finding } from "./finding.ts";
import { fit } from "./fitting.ts";
import { Following } from "./following.ts";
import { FocusKeeper } from "./focus_keeper.ts";
import { whenALinkIsFollowed } from "./followed_link.ts";
import { Header } from "./header.ts";
import { askAboutStates } from "./held_states.ts";
import { type Binding, bindingsFor, capOf, strokeFor } from "./keys.ts";
import { listenForKeys } from "./keyboard.ts";
import { makeRoomForKeyboard } from "./keyboard_room.ts";
import { listenForPaste } from "./pasting.ts";
import { listenForPointer } from "./pointer.ts";
import { keepPlace, takeUpPlace } from "./left_off.ts";
import { Notice } from "./notice.ts";
import { Parts } from "./parts.ts";
import { Popover } from "./popover.ts";
import { Repeating } from "./repeating.ts";
import { SaveStateView } from "./save_state.ts";
import { Scroller } from "./scroller.ts";
import { Session, WrongText } from "./session.ts";
import { Stage } from "./stage.ts";
import { Submitting } from "./submitting.ts";
import { Superseded } from "./superseded.ts";
import { Tags } from "./tags.ts";
import { TalkSheet } from "./talk_sheet.ts";
import { Toolbar } from "./toolbar.ts";
import { Verbs } from "./verbs.ts";

/** The page hears that its numbers are old so long after the last change was saved. */
const STALE_PAUSE = 1500;

/** What the reader tells the page, and nothing else. */
export interface Signals {
  stale(): void;
  token(): void;
  submitted(status: ReaderData["status"]): void;
  /** The article's newest text is wanted. */
  newest(): void;
}

export class Reader {
  readonly root: HTMLElement;
  data: ReaderData;
  signals: Signals;
  readonly #words: Wording;
  readonly #tags: Tags;
  readonly #bindings: readonly Binding[];
  readonly #comfort: Comfort;
  readonly #finding: Finding;
  readonly #session: Session;
  readonly #header: Header;
  readonly #toolbar: Toolbar;
  readonly #saveState: SaveStateView;
  readonly #notices = new Notice();
  readonly #popover: Popover;
  readonly #talk: TalkSheet;
  readonly #repeating: Repeating;
  readonly #verbs: Verbs;
  readonly #submitting: Submitting;
  readonly #focus: FocusKeeper;
  readonly #body: HTMLElement = el("div", { class: "fcw-r-body" });
  readonly #announcer = new Announcer();
  readonly #superseded: Superseded;
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
    this.#bindings = bindingsFor(this.#tags, data.keys);
    this.#repeating = new Repeating(this.#words, strokeFor(data.keys, "also_here"), () => this.#verbs.alsoHere());
    this.#verbs = this.#makeVerbs();
    this.#session = new Session(data, {
      changed: (ids, sentences) => this.#stage?.refresh(ids, sentences),
      saving: (state) => { if (!this.#opening) this.#showSaving(state); },
      unauthorised: () => this.signals.token(),
      edited: () => this.#stage?.cards.edited() ?? null,
    });
    this.#saveState = new SaveStateView(this.#words, () => this.#session.outbox.retryNow(), () => this.#showHeld());
    this.#header = new Header(data, this.#words, () => this.#submitting.ask(), () => void this.#submitting.set("in_progress"));
    this.#talk = new TalkSheet({ words: this.#words, talking: this.#session.talking, popover: () => this.#popover }, this.#header.element, () => this.signals.stale());
    this.#finding = this.#makeFinding();
    this.#toolbar = this.#makeToolbar();
    this.#superseded = new Superseded(this.#words, () => { this.#stage?.cards.commit(); this.signals.newest(); });
    this.root = el("div", { class: "fcw-r-root", "data-layout": "wide" }, this.#header.element, this.#superseded.element, this.#toolbar.element, this.#body, this.#announcer.element);
    this.#popover = new Popover(this.root);
    this.#comfort = new Comfort({ root: this.root, body: this.#body, data: () => this.data, changed: () => this.#stage?.relaid() });
    this.#submitting = this.#makeSubmitting();
    this.#focus = new FocusKeeper(this.root, () => this.#stage?.article.element ?? null, this.#ended.signal);
    parent.append(this.root);
    whenALinkIsFollowed(() => clearTimeout(this.#stale), this.#ended.signal);
    this.#watch();
    this.update(data, signals);
    void this.#open();
  }

  /** The page ran again: a new token, another theme, perhaps another status. */
  update(data: ReaderData, signals: Signals): void {
    this.signals = signals;
    if (this.#answered === data.status) this.#answered = null;
    if (this.#answered === null && data.status !== this.#status) this.#showStatus(data.status);
    const lookedBefore = this.data.looking;
    this.data = data;
    if (lookedBefore !== data.looking) this.#showStatus(this.#status);
    this.#comfort.renew(data);
    this.#session.renew(data);
    this.#finding.focus(data.focus);
  }

  destroy(): void {
    this.#stage?.cards.commit();
    this.#ended.abort();
    this.#comfort.close();
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
        cards: this.#verbs.cards,
        choose: (tag) => this.#verbs.tagging.tag(tag),
        moved: (id, span) => this.#verbs.extents.moved(id, span),
        cut: () => this.#verbs.extents.cut(),
        leaveCut: () => void this.#verbs.context.endMode(),
        changed: () => this.#showNumbers(),
      });
      this.#show(this.#stage);
      this.#opened();
      void this.#session.outbox.flush();
      this.#follow();
    } catch (error) {
      this.#fail(error);
    }
  }

  #follow(): void {
    new Following({
      session: this.#session, words: this.#words,
      showsOthers: () => this.#stage?.passages.showOthers === true,
      company: (sentence) => this.#header.showCompany(sentence),
      announce: (sentence) => this.#announcer.say(sentence), changed: (n) => this.#words.say("others_changed", { n }),
      superseded: () => this.#superseded.show(),
      status: () => this.#status,
      turned: (status) => { this.#showStatus(status); this.signals.submitted(status); },
      askToken: () => this.signals.token(),
    }, this.#ended.signal);
  }

  #opened(): void {
    this.#opening = false;
    this.#showSaving(this.#session.outbox.state());
  }

  #show(stage: Stage): void {
    stage.passages.showOthers = this.#comfort.preferences.showsOthers();
    this.#body.replaceChildren(stage.element);
    this.#comfort.set();
    stage.refresh(null);
    this.#showStatus(this.#status);
    stage.layout();
    this.#repeating.prepare(stage, this.data.article.language, this.#ended.signal);
    listenForPointer(stage, this.#verbs, this.#ended.signal);
    listenForPaste(stage, this.#ended.signal);
    showArrival(stage, this.#ended.signal);
    new Scroller(this.root).listen(() => {
      stage.scrolled();
      this.#finding.bar.drawSoon();
    }, this.#ended.signal);
    keepPlace(stage, this.#ended.signal);
    // Whoever had the cursor in the text goes on there; a page that opens anew begins at its top.
    if (takeUpPlace(stage)) stage.article.element.focus({ preventScroll: true });
    this.#focus.arrive();
    this.#finding.focus(this.data.focus);
    // The letters' box is another one once the font is there.
    void document.fonts.ready.then(() => { if (!this.#ended.signal.aborted) this.#comfort.set(); });
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
      announce: (sentence) => this.#announcer.say(sentence), notice: (sentence, isTrue) => this.#notices.say(sentence, isTrue),
      closePopover: () => this.#talk.leave() || this.#finding.leave(), closeList: () => this.#toggleList(false),
      cap: (action) => capOf(strokeFor(this.data.keys, action, this.#comfort.preferences.hasLetterKeys())),
      tagged: (id) => { if (this.#stage !== null) this.#repeating.look(this.#stage, id); },
    }, this.#makeParts(), this.#repeating);
  }

  #makeParts(): Parts {
    return new Parts({
      words: this.#words, tags: this.#tags,
      popover: () => this.#popover, bindings: () => this.#bindings, toolbar: () => this.#toolbar,
      stage: () => this.#stage, guidelines: () => this.data.guidelines,
      comfort: () => this.#comfort, finding: () => this.#finding,
      submit: () => this.#submitting.ask(),
      openList: () => { if (this.root.dataset["layout"] !== "wide") this.#toggleList(true); },
    });
  }

  #makeFinding(): Finding {
    return new Finding({
      words: this.#words,
      ended: this.#ended.signal,
      popover: () => this.#popover,
      stage: () => this.#stage,
      context: () => this.#verbs.context,
      anchor: () => this.#toolbar.outline,
      resized: () => this.#fit(),
    });
  }

  #makeSubmitting(): Submitting {
    return new Submitting({
      words: this.#words, session: this.#session, popover: this.#popover, header: this.#header,
      ended: this.#ended.signal,
      data: () => this.data,
      stage: () => this.#stage,
      status: () => this.#status,
      showStatus: (status, busy) => this.#showStatus(status, busy),
      notice: (sentence, isTrue) => this.#notices.say(sentence, isTrue),
      isSuperseded: () => this.#superseded.isShown, superseded: () => this.#superseded.show(),
      answered: (status) => {
        this.#answered = status;
        this.#session.refetchSoon();
        this.signals.submitted(status);
      },
      askToken: () => this.signals.token(),
      toFirstUnread: () => this.#verbs.moving.toFirstUnread(),
      clearTheRest: () => this.#verbs.clearing.clearTheRest(),
    });
  }

  #makeToolbar(): Toolbar {
    const { parts } = this.#verbs;
    return new Toolbar(this.#words, this.#tags, this.data.keys, {
      tag: (name) => this.#verbs.tagging.tag(name),
      clear: () => this.#verbs.clearing.clear(),
      undo: () => this.#verbs.undo(),
      redo: () => this.#verbs.redo(),
      find: () => parts.find(),
      outline: () => parts.outline(),
      guidelines: () => parts.guidelines(),
      appearance: () => parts.appearance(),
      keys: () => parts.keys(),
      others: () => this.#toggleOthers(),
      list: () => void this.#toggleList(!this.root.classList.contains("fcw-r-list-open")),
      hold: () => this.#verbs.tagging.hold(),
    }, [this.#repeating.element, this.#saveState.element, this.#finding.bar.element, this.#notices.element]);
  }

  #watch(): void {
    const { signal } = this.#ended;
    listenForKeys({
      root: this.root, bindings: this.#bindings, verbs: this.#verbs,
      isLocked: () => this.#locked,
      hasLetters: () => this.#comfort.preferences.hasLetterKeys(),
      before: (action) => { if (action !== "also_here" && action !== "leave") this.#repeating.hide(); },
      refuse: () => this.#sayLocked(),
    }, signal);
    // Whatever is being written when the page goes is kept like everything else.
    window.addEventListener("pagehide", () => this.#stage?.cards.commit(), { signal });
    window.addEventListener("beforeunload", (event) => {
      this.#stage?.cards.commit();
      // The browser asks first: nothing but this tab has them.
      if (this.#session.outbox.state().notKept > 0) event.preventDefault();
    }, { signal });
    this.root.addEventListener("pointerdown", (event) => {
      const inList = (event.target as Element).closest(".fcw-r-cards, .fcw-r-only-drawer");
      if (inList === null) this.#toggleList(false);
    }, { signal });
    makeRoomForKeyboard(this.root, signal);
    const sizes = new ResizeObserver(() => this.#fit());
    window.addEventListener("resize", () => this.#fit(), { signal });
    sizes.observe(this.root);
    signal.addEventListener("abort", () => sizes.disconnect());
  }

  #fit(): void {
    fit(this.root, this.#toolbar.element, () => this.#comfort.set());
    this.#stage?.layoutSoon();
  }

  #showSaving(state: OutboxState): void {
    this.#saveState.update(state, this.#session.heldHere().length);
    this.#notices.check();
    // An attempt that is on its way again changes nothing yet: only an answer does.
    const troubled = state.retryAt !== null || state.waitingForSignIn || state.failed > 0;
    if (troubled && !this.#troubled) this.#announcer.say(this.#words.say("not_saving"));
    if (troubled || state.pending === 0) this.#troubled = troubled;
    if (troubled || state.pending < this.#waiting || state.pending === 0) this.#stage?.setStuck(troubled && state.pending > 0);
    this.#waiting = state.pending;
    clearTimeout(this.#stale);
    if (state.pending === 0 && this.#pending > 0) this.#stale = window.setTimeout(() => this.signals.stale(), STALE_PAUSE);
    this.#pending = Math.max(state.pending, state.pending === 0 ? 0 : this.#pending);
  }

  #showHeld(): void {
    const first = this.#session.heldHere()[0]?.operation;
    if (first === undefined || this.#stage === null) return;
    if (passageOf(first) !== undefined) this.#verbs.cards.activate(passageOf(first) as string);
    else if (isAboutTalk(first)) this.#talk.open();
    else askAboutStates(this.#stage, this.#words, this.#popover, this.#saveState.element);
  }

  #showNumbers(): void {
    const stage = this.#stage;
    if (stage === null) return;
    const { left } = stage.coverage;
    const total = stage.sentences.length;
    this.#header.showLeft(left, total);
    stage.strip.describe(this.#words.say("strip", { n: total, left }), this.#words.say("left", { n: left.toLocaleString("en-US") }));
    // No class: `[class*=…]` in the page's styles has everything below a changed class looked at again.
    this.root.toggleAttribute("data-active", stage.active !== null);
    this.#notices.check();
    this.#toolbar.update({
      canUndo: stage.reading.canUndo(), canRedo: stage.reading.canRedo(), others: stage.passages.showOthers,
      locked: this.#locked, activeTag: stage.active === null ? null : (stage.passages.get(stage.active)?.tag ?? null),
    });
    this.#focus.check();
    this.#finding.bar.drawSoon();
  }

  #showStatus(status: ReaderData["status"], busy = false): void {
    this.#status = status;
    this.root.classList.toggle("fcw-r-locked", this.#locked);
    this.#header.showStatus(status, busy, this.data.looking);
    this.#stage?.lock(this.#locked);
    this.#notices.check();
    this.#showNumbers();
  }

  get #locked(): boolean {
    return this.data.looking || this.#status === "submitted";
  }

  #sayLocked(): void {
    this.#notices.say(this.#words.say(this.data.looking ? "looking_why" : "locked"), () => this.#locked);
  }

  #toggleOthers(): void {
    const stage = this.#stage;
    if (stage === null) return;
    const shown = !stage.passages.showOthers;
    this.#comfort.preferences.setShowsOthers(shown);
    stage.showOthers(shown);
    this.#announcer.say(this.#words.say(shown ? "others_shown" : "others_hidden"));
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
