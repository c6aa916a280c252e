/** Settling the article and reopening it, with a question where something is open still. */

import { openOf } from "../core/stops.ts";
import type { Wording } from "../core/wording.ts";
import { closeArticle, type Left } from "./closing.ts";
import { button, el } from "./dom.ts";
import type { Popover } from "./popover.ts";
import type { Decisions } from "./settle_decisions.ts";
import type { SettleHeader } from "./settle_header.ts";
import type { SettleSession } from "./settle_session.ts";
import type { SettleStage } from "./settle_stage.ts";

export interface SettlingHost {
  readonly words: Wording;
  readonly session: SettleSession;
  readonly popover: Popover;
  readonly header: SettleHeader;
  readonly ended: AbortSignal;
  decisions(): Decisions;
  stage(): SettleStage | null;
  looking(): boolean;
  commit(): void;
  notice(sentence: string): void;
  askToken(): void;
  answered(wanted: "settle" | "unsettle"): void;
}

export class Settling {
  readonly #host: SettlingHost;
  #busy = false;

  constructor(host: SettlingHost) {
    this.#host = host;
  }

  /** Settles an article in which nothing is open; else asks what to do with that. */
  ask(): void {
    const { words, notice, session } = this.#host;
    const stage = this.#host.stage();
    if (stage === null || this.#busy || stage.settlement.readings.length === 0) return;
    if (this.#host.looking()) return notice(words.say("looking_why"));
    if (session.closing.state === "settled") return notice(words.say("settle_settled_already"));
    const { parted, agreed } = openOf(stage.stops);
    if (parted + agreed === 0) void this.set("settle");
    else this.#question(parted, agreed);
  }

  async set(wanted: "settle" | "unsettle", left: Left = {}): Promise<void> {
    const { words, session, ended, notice } = this.#host;
    if (this.#busy) return;
    this.#busy = true;
    this.#host.commit();
    const answer = await closeArticle(session.data, session.outbox, wanted, session.closing.version, left);
    this.#busy = false;
    if (ended.aborted) return;
    if (answer.kind === "done") {
      notice(words.say(wanted === "settle" ? "settle_now_settled" : "settle_now_open"));
      session.closed();
      this.#host.answered(wanted);
    } else if (answer.kind === "unsaved") notice(words.say("settle_unsaved", { n: answer.n }));
    else if (answer.kind === "open") this.#question(answer.n, 0);
    else if (answer.kind === "overlapping") this.#askOverlapping(answer.n, answer.sentence, left);
    else if (answer.kind === "unauthorised") {
      this.#host.askToken();
      notice(words.say("settle_signed_out"));
    } else {
      notice(answer.sentence ?? words.say("settle_failed"));
      session.refetchSoon();
    }
  }

  /** The focus lands on what changes nothing. */
  #question(parted: number, agreed: number): void {
    const { words, popover, header } = this.#host;
    const after = (work: () => void) => (): void => { popover.close(); work(); };
    const title = parted > 0 ? words.say("settle_parted_open", { n: parted }) : words.say("settle_agreed_open", { n: agreed });
    const first = button({ class: "fcw-r-primary" }, after(() => this.#host.decisions().step(1, "open")), words.say("settle_go_to_open"));
    const accept = agreed === 0 ? null : button({ class: "fcw-r-button" }, after(() => this.#host.decisions().acceptAgreed()), words.say("settle_accept_agreed"));
    const anyway = button({ class: "fcw-r-button" }, after(() => void this.set("settle", { open: true })), words.say("settle_anyway"));
    const element = el("div", { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" }, el("h2", {}, title),
      parted > 0 && agreed > 0 ? el("p", {}, words.say("settle_agreed_open", { n: agreed })) : null, el("p", {}, words.say("settle_open_why")),
      el("div", { class: "fcw-r-question-buttons" }, first, accept, anyway));
    popover.close();
    popover.toggle(header.anchor, title, element, first);
  }

  /** Gold over gold of the same tag counts twice wherever it is counted, and two tags of the same words may be of two editors: that is seldom meant. */
  #askOverlapping(n: number, sentence: string, left: Left): void {
    const { words, popover, header } = this.#host;
    const title = words.say("settle_overlapping", { n });
    const again = button({ class: "fcw-r-primary" }, () => popover.close(), words.say("settle_look_again"));
    const anyway = button({ class: "fcw-r-button" }, () => { popover.close(); void this.set("settle", { ...left, overlapping: true }); }, words.say("settle_anyway"));
    const element = el("div", { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" }, el("h2", {}, title), el("p", {}, sentence),
      el("div", { class: "fcw-r-question-buttons" }, again, anyway));
    popover.close();
    popover.toggle(header.anchor, title, element, again);
  }
}
