/** What is saved, in words, at the right of the toolbar: always as it is now. */

import type { OutboxState } from "../core/outbox.ts";
import { Trouble } from "../core/trouble.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon } from "./dom.ts";
import { Sentence } from "./sentence.ts";

/** Milliseconds until a frame is on the screen. */
const SEEN = 30;

type Tone = "saved" | "busy" | "failed";

export class SaveStateView {
  readonly element: HTMLElement = el("div", { class: "fcw-r-save-state", "data-testid": "save-state" });
  readonly #words: Wording;
  readonly #sentence: Sentence;
  readonly #trouble = new Trouble();
  #state: OutboxState | null = null;
  #heldHere = 0;
  #total = 0;
  #clock = 0;
  #sign = "";
  /** The words come once what was tagged is on the screen; `data-pending` says at once that something waits. */
  #soon = 0;

  /** `retry`: send now. `show`: open the first passage that waits for a decision. */
  constructor(words: Wording, retry: () => void, show: () => void) {
    this.#words = words;
    this.#sentence = new Sentence({
      retry: button({ class: "fcw-r-link" }, retry, words.say("try_now")),
      show: button({ class: "fcw-r-link" }, show, words.say("show")),
    });
  }

  /** `heldHere`: of the held operations those of this article. */
  update(state: OutboxState, heldHere: number): void {
    this.#heldHere = heldHere;
    const before = this.#state?.pending ?? 0;
    this.#state = state;
    this.#total = state.pending === 0 ? 0 : this.#total + Math.max(0, state.pending - before);
    if (state.ready) this.element.dataset["pending"] = String(state.pending);
    clearInterval(this.#clock);
    if (state.retryAt !== null) this.#clock = window.setInterval(() => this.#draw(), 500);
    if (before === 0 && state.pending > 0 && this.#sign !== "") this.#soon ||= window.setTimeout(() => this.#draw(), SEEN);
    else if (this.#soon === 0) this.#draw();
  }

  stop(): void {
    clearInterval(this.#clock);
    clearTimeout(this.#soon);
  }

  #draw(): void {
    this.#soon = 0;
    const state = this.#state;
    if (state === null) return;
    const [tone, sign, sentence] = this.#told(state);
    this.element.dataset["tone"] = tone;
    this.#sentence.tell(sentence);
    if (this.#sign === sign) return;
    if (this.#sign === "") this.element.append(icon(sign), this.#sentence.element);
    else this.element.firstElementChild?.replaceWith(icon(sign));
    this.#sign = sign;
  }

  #told(state: OutboxState): readonly [Tone, string, string] {
    const say = (key: string, values: Record<string, string | number> = {}): string => this.#words.say(key, values);
    if (state.notKept > 0) return ["failed", "cloud_off", say("not_kept", { n: state.notKept })];
    if (state.waitingForSignIn) return ["failed", "cloud_off", say("signing_in", { n: state.pending })];
    if (this.#trouble.isIn(state)) {
      const seconds = Math.max(0, Math.ceil(((state.retryAt ?? 0) - Date.now()) / 1000));
      return ["failed", "cloud_off", say("not_saved", { n: state.pending, s: seconds })];
    }
    if (state.failed > 0) return ["failed", "cloud_off", `${say("stuck", { n: state.failed, reason: state.reason === null ? "" : this.#words.say(state.reason) })} {retry}`];
    if (state.pending > 0) return ["busy", "cloud_sync", say("saving", { i: this.#total - state.pending + 1, n: this.#total })];
    if (this.#heldHere > 0) return ["failed", "sync_problem", say("held", { n: this.#heldHere })];
    if (state.held > 0) return ["failed", "sync_problem", say("held_elsewhere", { n: state.held })];
    return ["saved", "cloud_done", say("all_saved")];
  }
}
