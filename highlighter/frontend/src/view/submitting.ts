/** Submitting and reopening, with a question where sentences are still unread or passages wait. */

import type { ReaderData } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";
import type { Header } from "./header.ts";
import type { Popover } from "./popover.ts";
import type { Session } from "./session.ts";
import type { Stage } from "./stage.ts";
import { setStatus } from "./submission.ts";

type Status = ReaderData["status"];

export interface SubmittingHost {
  readonly words: Wording;
  readonly session: Session;
  readonly popover: Popover;
  readonly header: Header;
  readonly ended: AbortSignal;
  data(): ReaderData;
  stage(): Stage | null;
  status(): Status;
  showStatus(status: Status, busy: boolean): void;
  notice(sentence: string, isTrue?: () => boolean): void;
  /** The text was corrected meanwhile; `true` where that was said before. */
  isSuperseded(): boolean;
  superseded(): void;
  /** The server gave this status. */
  answered(status: Status): void;
  askToken(): void;
  toFirstUnread(): void;
  clearTheRest(): void;
}

export class Submitting {
  readonly #host: SubmittingHost;
  #busy = false;

  constructor(host: SubmittingHost) {
    this.#host = host;
  }

  /** Submits a reading in which nothing is unread or waits; else asks what to do with that. */
  ask(): void {
    const { words, notice, popover, header } = this.#host;
    const stage = this.#host.stage();
    if (stage === null || this.#busy) return;
    if (this.#host.data().looking) {
      notice(words.say("looking_why"));
      return;
    }
    if (this.#host.status() === "submitted") {
      notice(words.say("submitted_already"), () => this.#host.status() === "submitted");
      return;
    }
    if (this.#host.isSuperseded()) {
      notice(words.say("superseded_why"));
      return;
    }
    // Nothing is cleared for a submission that cannot be.
    if (this.#isBlocked()) return;
    const { left } = stage.coverage;
    const waiting = this.#host.data().waiting ?? 0;
    if (left === 0 && waiting === 0) {
      void this.set("submitted");
      return;
    }
    const { element, first } = this.#question(left, waiting);
    popover.toggle(header.anchor, words.say("submit"), element, first);
  }

  async set(wanted: "submitted" | "in_progress"): Promise<void> {
    const host = this.#host;
    if (this.#busy) return;
    const before = host.status();
    this.#busy = true;
    host.stage()?.cards.commit();
    host.showStatus(before, true);
    const answer = await setStatus(host.data(), host.session.outbox, wanted);
    this.#busy = false;
    if (host.ended.aborted) return;
    host.showStatus(answer.kind === "done" ? answer.status : before, false);
    if (answer.kind === "done") {
      host.notice(host.words.say(answer.status === "submitted" ? "now_submitted" : "now_reopened"));
      host.answered(answer.status);
    } else if (answer.kind === "unsaved") this.#sayUnsaved(answer.n);
    else if (answer.kind === "unauthorised") {
      host.askToken();
      host.notice(host.words.say("submit_signed_out"));
    } else if (answer.kind === "superseded") {
      host.superseded();
      host.notice(answer.sentence ?? host.words.say("superseded_why"));
    } else host.notice(answer.sentence ?? host.words.say("submit_failed"));
  }

  /** The focus lands on what changes nothing. */
  #question(left: number, waiting: number): { readonly element: HTMLElement; readonly first: HTMLElement } {
    const { words, popover } = this.#host;
    const after = (work: () => void) => (): void => { popover.close(); work(); };
    const toUnread = button({ class: "fcw-r-primary" }, after(() => this.#host.toFirstUnread()), words.say("go_to_first_unread", { n: left }));
    const toWaiting = el("a", { class: left > 0 ? "fcw-r-button" : "fcw-r-primary", href: "/corrections", target: "_self" }, words.say("settle_waiting"));
    const clearAll = button({ class: "fcw-r-button" }, after(() => {
      if (this.#isBlocked()) return;
      this.#host.clearTheRest();
      void this.set("submitted");
    }), words.say("clear_and_submit", { n: left }));
    const anyway = button({ class: "fcw-r-button" }, after(() => void this.set("submitted")), words.say("submit_unread"));
    const element = el("div", { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" },
      ...(left > 0 ? [el("h2", {}, words.say("unread_left", { n: left })), el("p", {}, words.say("unread_why"))] : []),
      ...(waiting > 0 ? [el("h2", {}, words.say("waiting_left", { n: waiting })), el("p", {}, words.say("waiting_why"))] : []),
      el("div", { class: "fcw-r-question-buttons" },
        ...(left > 0 ? [toUnread] : []),
        ...(waiting > 0 ? [toWaiting] : []),
        ...(left > 0 ? [clearAll] : []),
        anyway));
    return { element, first: left > 0 ? toUnread : toWaiting };
  }

  /** Something waits for the person or cannot be sent: it is said, and shown on demand. */
  #isBlocked(): boolean {
    const { pending, failed, held, retryAt, waitingForSignIn } = this.#host.session.outbox.state();
    if (held + failed === 0 && retryAt === null && !waitingForSignIn) return false;
    this.#sayUnsaved(pending + failed + held);
    return true;
  }

  #sayUnsaved(n: number): void {
    const { words, session } = this.#host;
    this.#host.notice(words.say("unsaved", { n }), () => {
      const { pending, failed, held } = session.outbox.state();
      return pending + failed + held === n;
    });
  }
}
