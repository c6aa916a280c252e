/** The adjudication screen: opens all readings of an article, holds its parts together, and speaks with the page. */

import { Unreachable } from "../core/api.ts";
import type { OutboxState } from "../core/outbox.ts";
import { openOf } from "../core/stops.ts";
import type { SettleData } from "../core/settle_types.ts";
import { Wording } from "../core/wording.ts";
import { Announcer } from "./announcer.ts";
import { Comfort } from "./comfort.ts";
import { button, el } from "./dom.ts";
import { FocusKeeper } from "./focus_keeper.ts";
import { whenALinkIsFollowed } from "./followed_link.ts";
import { listenForStrokes } from "./keyboard.ts";
import { makeRoomForKeyboard } from "./keyboard_room.ts";
import { capOf, strokeFor } from "./keys.ts";
import { Notice } from "./notice.ts";
import { Popover } from "./popover.ts";
import type { Signals } from "./reader.ts";
import { SaveStateView } from "./save_state.ts";
import { Scroller } from "./scroller.ts";
import { WrongText } from "./session.ts";
import { Decisions } from "./settle_decisions.ts";
import { Following } from "./following.ts";
import type { SettleNews } from "../core/settle_news.ts";
import { listed } from "../core/listed.ts";
import { SettleHeader } from "./settle_header.ts";
import { askAboutHeld, heldAt } from "./settle_held.ts";
import { keySheetOf } from "./settle_sheets.ts";
import { acceptingStroke, type SettleBinding, settleBindings } from "./settle_keys.ts";
import { type PanelSituation, SettlePanel } from "./settle_panel.ts";
import { type Closing, SettleSession } from "./settle_session.ts";
import { SettleStage } from "./settle_stage.ts";
import { Settling } from "./settling.ts";
import { Superseded } from "./superseded.ts";
import { Tags } from "./tags.ts";

/** The page hears that its numbers are old so long after the last change was saved. */
const STALE_PAUSE = 1500;
/** Below this width of the window, or of its own, the cards lie under the text. */
const [WINDOW_BELOW, ROOT_BELOW] = [700, 760];

export class Settler {
  readonly root: HTMLElement;
  data: SettleData;
  signals: Signals;
  readonly #words: Wording;
  readonly #tags: Tags;
  readonly #bindings: readonly SettleBinding[];
  readonly #comfort: Comfort;
  readonly #session: SettleSession;
  readonly #saveState: SaveStateView;
  readonly #notices = new Notice();
  readonly #popover: Popover;
  readonly #panel: SettlePanel;
  readonly #header: SettleHeader;
  readonly #decisions: Decisions;
  readonly #settling: Settling;
  readonly #body: HTMLElement = el("div", { class: "fcw-r-body" });
  readonly #strips: HTMLElement = el("div");
  readonly #announcer = new Announcer();
  readonly #superseded: Superseded;
  readonly #ended = new AbortController();
  readonly #focus: FocusKeeper;
  #stage: SettleStage | null = null;
  #opening = true;
  #pending = 0;
  #stale = 0;

  constructor(parent: HTMLElement, data: SettleData, signals: Signals) {
    this.data = data;
    this.signals = signals;
    this.#words = new Wording(data.words);
    this.#tags = new Tags(data.tags);
    this.#bindings = settleBindings(this.#tags, data.keys);
    this.#session = new SettleSession(data, {
      changed: () => this.#refresh(),
      saving: (state) => { if (!this.#opening) this.#showSaving(state); },
      unauthorised: () => this.signals.token(),
      edited: () => this.#panel.edited,
      news: (news, closing) => this.#tellNews(news, closing),
    });
    this.#panel = new SettlePanel(this.#words);
    this.#superseded = new Superseded(this.#words, () => { this.#panel.commit(); this.signals.newest(); });
    this.#saveState = new SaveStateView(this.#words, () => this.#session.outbox.retryNow(), () => this.#showHeld());
    this.#header = new SettleHeader(data, this.#words, this.#saveState.element, this.#notices.element, this.#cap("accept_agreed"), {
      acceptAgreed: () => this.#decisions.acceptAgreed(), settle: () => this.#settling.ask(), reopen: () => void this.#settling.set("unsettle"),
    });
    this.root = el("div", { class: "fcw-r-root fcw-s-root", "data-layout": "wide" }, this.#header.element, this.#superseded.element, this.#strips, this.#body, this.#announcer.element);
    this.#popover = new Popover(this.root);
    this.#comfort = new Comfort({ root: this.root, body: this.#body, data: () => this.data, changed: () => this.#stage?.layoutSoon() });
    this.#decisions = this.#makeDecisions();
    this.#settling = this.#makeSettling();
    this.#focus = new FocusKeeper(this.root, () => this.#stage?.article.element ?? null, this.#ended.signal);
    parent.append(this.root);
    whenALinkIsFollowed(() => clearTimeout(this.#stale), this.#ended.signal);
    this.#watch();
    this.update(data, signals);
    void this.#open();
  }

  /** The page ran again: a new token, perhaps another theme. */
  update(data: SettleData, signals: Signals): void {
    this.signals = signals;
    this.data = data;
    this.#comfort.renew(data);
    this.#session.renew(data);
    if (this.#stage !== null) this.#draw();
  }

  destroy(): void {
    this.#panel.commit();
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
      const { settlement } = this.#session;
      if (this.#ended.signal.aborted || settlement === null) return;
      this.#stage = new SettleStage(this.#session, settlement, opened, this.#words, this.#tags, new Scroller(this.root), this.#panel, {
        choose: (tag) => void this.#decisions.tag(tag), go: (stop) => this.#decisions.go(stop),
      });
      this.#strips.replaceChildren(this.#stage.strips.element);
      this.#body.replaceChildren(this.#stage.element);
      this.#comfort.set();
      this.#refresh();
      this.#opened();
      this.#focus.arrive();
      document.addEventListener("selectionchange", () => this.#stage?.offer(this.#isLocked), { signal: this.#ended.signal });
      void document.fonts.ready.then(() => { if (!this.#ended.signal.aborted) this.#comfort.set(); });
      void this.#session.outbox.flush();
      this.#follow();
    } catch (error) {
      this.#fail(error);
    }
  }

  #follow(): void {
    new Following({
      session: this.#session, words: this.#words,
      showsOthers: () => true,
      company: (sentence) => this.#header.showCompany(sentence),
      announce: (sentence) => this.#announcer.say(sentence), changed: (n) => this.#words.say("settle_others_decided", { n }),
      superseded: () => this.#superseded.show(),
      status: () => this.data.status,
      turned: () => {},
      askToken: () => this.signals.token(),
    }, this.#ended.signal);
  }

  /** Readings that came or went change what there is to settle; whether it is settled, what can be done. */
  #tellNews({ came, left }: SettleNews, closing: Closing | null): void {
    const words = this.#words;
    const said = [
      ...(came.length > 0 ? [words.say("settle_reading_came", { who: listed(came, words) })] : []),
      ...(left.length > 0 ? [words.say("settle_reading_gone", { who: listed(left, words) })] : []),
      ...(closing === null ? [] : [closing.state === "settled" ? words.say("settle_settled_now", { by: closing.settled_by ?? "" }) : words.say("settle_reopened_now")]),
    ];
    if (said.length > 0) this.#notices.say(said.join(" "));
  }

  #opened(): void {
    this.#opening = false;
    this.#showSaving(this.#session.outbox.state());
  }

  #fail(error: unknown): void {
    if (this.#ended.signal.aborted) return;
    if (!(error instanceof WrongText || error instanceof Unreachable)) console.error(error);
    const sentence = this.#words.say(error instanceof WrongText ? "wrong_text" : "settle_not_opened");
    const again = button({ class: "fcw-r-button" }, () => void this.#open(), this.#words.say("try_again"));
    this.#body.replaceChildren(el("div", { class: "fcw-r-opening", role: "alert" }, el("p", {}, sentence), again));
    this.#opened();
  }

  /** Something was decided or read: everything is looked at again. */
  #refresh(): void {
    this.#stage?.refresh();
    this.#draw();
  }

  /** The panel and the head. */
  #draw(): void {
    const stage = this.#stage;
    if (stage === null) return;
    this.root.classList.toggle("fcw-s-writing", stage.isWriting);
    this.root.toggleAttribute("data-here", stage.here !== null);
    this.#panel.draw(this.#situation(stage));
    this.#header.show(stage.settlement.readings.length, this.#session.closing, this.data.looking, openOf(stage.stops).agreed);
    this.#saveState.update(this.#session.outbox.state(), this.#session.held().length);
    this.#focus.check();
  }

  #situation(stage: SettleStage): PanelSituation {
    const verbs = this.#decisions;
    return {
      words: this.#words, tags: this.#tags, settlement: stage.settlement, isLocked: this.#isLocked, blind: this.data.blind === true, isWriting: stage.isWriting,
      here: stage.here, parted: stage.parted, met: heldAt(this.#session.held(), stage.here, stage.settlement),
      cap: (action) => capOf(strokeFor(this.data.keys, action, this.#comfort.preferences.hasLetterKeys())),
      caps: { next: this.#cap("next"), previous: this.#cap("previous"), hand: this.#cap("by_hand"), flag: this.#cap("unclear") },
      verbs: {
        accept: (id) => verbs.acceptOne(id), reject: (id) => verbs.askReject(id), unreject: (id) => verbs.unreject(id),
        retag: (id, tag) => verbs.retag(id, tag), editNote: (id) => this.#panel.editNote(id), takeBack: (id) => verbs.takeBackGold(id),
      },
      panel: {
        step: (step) => verbs.step(step, "parted"), writeByHand: () => verbs.writeByHand(), flag: () => verbs.flag(), unflag: (id) => verbs.unflag(id),
        undo: () => verbs.undo(), redo: () => verbs.redo(), keys: () => this.#showKeys(), noted: (id, note, joins) => verbs.noted(id, note, joins),
        decide: (held, choice) => this.#session.decide(held, choice),
        tag: (name) => void verbs.tag(name), leaveHand: () => void verbs.leave(),
      },
      hasCleared: (reviewer, stop) => {
        const cleared = stage.settlement.readings.find((one) => one.reviewer.id === reviewer)?.cleared ?? [];
        const inside = stage.sentences.flatMap(({ start, end }, at) => (start < stop.end && end > stop.start ? [at] : []));
        return inside.length > 0 && inside.every((at) => cleared.some(([first, last]) => at >= first && at <= last));
      },
    };
  }

  #makeDecisions(): Decisions {
    return new Decisions({
      words: this.#words, panel: this.#panel, popover: this.#popover,
      stage: () => this.#stage,
      apply: (decision) => this.#session.apply(decision),
      redraw: () => this.#draw(),
      announce: (sentence) => this.#announcer.say(sentence),
      notice: (sentence) => this.#notices.say(sentence),
      isLocked: () => this.#isLocked,
      refuse: () => this.#sayLocked(),
      settle: () => this.#settling.ask(),
      keys: () => this.#showKeys(),
    });
  }

  #makeSettling(): Settling {
    return new Settling({
      words: this.#words, session: this.#session, popover: this.#popover, header: this.#header, decisions: () => this.#decisions,
      stage: () => this.#stage,
      looking: () => this.data.looking,
      ended: this.#ended.signal,
      commit: () => this.#panel.commit(),
      notice: (sentence) => this.#notices.say(sentence),
      askToken: () => this.signals.token(),
      answered: (wanted) => this.signals.submitted(wanted === "settle" ? "submitted" : "in_progress"),
    });
  }

  #watch(): void {
    const { signal } = this.#ended;
    listenForStrokes({
      root: this.root, bindings: this.#bindings,
      run: (binding) => binding.run(this.#decisions),
      isLocked: () => this.#isLocked,
      hasLetters: () => this.#comfort.preferences.hasLetterKeys(),
      before: () => {},
      refuse: () => this.#sayLocked(),
      runsLeft: () => this.#stage?.article.direction === "rtl",
      hasSelection: () => this.#stage?.hasSelection === true,
      meant: (event) => acceptingStroke(event),
      takes: () => false,
    }, signal);
    window.addEventListener("pagehide", () => this.#panel.commit(), { signal });
    window.addEventListener("beforeunload", (event) => {
      this.#panel.commit();
      // The browser asks first: nothing but this tab has them.
      if (this.#session.outbox.state().notKept > 0) event.preventDefault();
    }, { signal });
    this.#body.addEventListener("click", (event) => this.#pick(event), { signal });
    makeRoomForKeyboard(this.root, signal);
    const sizes = new ResizeObserver(() => this.#fit());
    sizes.observe(this.root);
    signal.addEventListener("abort", () => sizes.disconnect());
  }

  /** A click in the text goes to the conflict there. */
  #pick(event: MouseEvent): void {
    const stage = this.#stage;
    const mark = event.target instanceof Element ? event.target.closest("mark") : null;
    if (stage === null || mark === null || stage.hasSelection) return;
    const first = stage.article.passagesAt(mark)[0];
    const stop = first === undefined ? null : stage.stopAt(first.start);
    if (stop !== null && stop !== stage.here) this.#decisions.go(stop);
  }

  #fit(): void {
    const layout = window.innerWidth < WINDOW_BELOW || this.root.clientWidth < ROOT_BELOW ? "sheet" : "wide";
    const changed = this.root.dataset["layout"] !== layout;
    const frame = this.root.closest("[data-testid=stMainBlockContainer]");
    this.root.toggleAttribute("data-framed", frame !== null);
    if (changed) {
      this.root.dataset["layout"] = layout;
      this.#comfort.set();
    }
    this.#stage?.fit();
  }

  #showSaving(state: OutboxState): void {
    this.#saveState.update(state, this.#session.held().length);
    clearTimeout(this.#stale);
    if (state.pending === 0 && this.#pending > 0) this.#stale = window.setTimeout(() => this.signals.stale(), STALE_PAUSE);
    this.#pending = Math.max(state.pending, state.pending === 0 ? 0 : this.#pending);
  }

  #showHeld(): void {
    askAboutHeld(this.#session, this.#words, this.#popover, this.#saveState.element);
  }

  #showKeys(): void {
    const anchor = this.#panel.part("keys") ?? this.#header.element;
    anchor.scrollIntoView({ block: "nearest" });
    this.#popover.toggle(anchor, this.#words.say("keys"), keySheetOf(this.#bindings, this.#words));
  }

  get #isLocked(): boolean {
    return this.data.looking || this.#session.closing.state === "settled";
  }

  #sayLocked(): void {
    this.#notices.say(this.#words.say(this.data.looking ? "looking_why" : "settle_locked"), () => this.#isLocked);
  }

  #cap(action: string): string {
    return capOf(this.#bindings.find((one) => one.action === action)?.strokes[0] ?? "");
  }
}
