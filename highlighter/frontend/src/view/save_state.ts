/** What is saved, in words, at the right of the toolbar: always as it is now. */

import type { OutboxState } from "../core/outbox.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon, rich } from "./dom.ts";

type Tone = "saved" | "busy" | "failed";

export class SaveStateView {
  readonly element: HTMLElement = el("div", { class: "fcw-r-save-state", "data-testid": "save-state" });
  readonly #words: Wording;
  readonly #retry: () => void;
  readonly #show: () => void;
  #state: OutboxState | null = null;
  #heldHere = 0;
  #total = 0;
  #clock = 0;
  #shown = "";

  /** `retry`: send now. `show`: open the first passage that waits for a decision. */
  constructor(words: Wording, retry: () => void, show: () => void) {
    this.#words = words;
    this.#retry = retry;
    this.#show = show;
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
    this.#draw();
  }

  stop(): void {
    clearInterval(this.#clock);
  }

  #draw(): void {
    const state = this.#state;
    if (state === null) return;
    const [tone, sign, sentence] = this.#sentence(state);
    if (this.#shown === tone + sentence) return;
    this.#shown = tone + sentence;
    this.element.dataset["tone"] = tone;
    const retry = button({ class: "fcw-r-link" }, this.#retry, this.#words.say("try_now"));
    const show = button({ class: "fcw-r-link" }, this.#show, this.#words.say("show"));
    this.element.replaceChildren(icon(sign), el("span", {}, rich(sentence, { retry, show })));
  }

  #sentence(state: OutboxState): readonly [Tone, string, string] {
    const say = (key: string, values: Record<string, string | number> = {}): string => this.#words.say(key, values);
    if (state.notKept > 0) return ["failed", "cloud_off", say("not_kept", { n: state.notKept })];
    if (state.waitingForSignIn) return ["failed", "cloud_off", say("signing_in", { n: state.pending })];
    if (state.pending > 0 && state.retryAt !== null) {
      const seconds = Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1000));
      return ["failed", "cloud_off", say("not_saved", { n: state.pending, s: seconds })];
    }
    if (state.failed > 0) return ["failed", "cloud_off", `${say("stuck", { n: state.failed, reason: state.reason === null ? "" : this.#words.say(state.reason) })} {retry}`];
    if (state.pending > 0) return ["busy", "cloud_sync", say("saving", { i: this.#total - state.pending + 1, n: this.#total })];
    if (this.#heldHere > 0) return ["failed", "sync_problem", say("held", { n: this.#heldHere })];
    if (state.held > 0) return ["failed", "sync_problem", say("held_elsewhere", { n: state.held })];
    return ["saved", "cloud_done", say("all_saved")];
  }
}
