/** Why a key did nothing, why a reading was not submitted: said beside the save state, for a while. */

import { el } from "./dom.ts";

const SECONDS = 6;

export class Notice {
  readonly element: HTMLElement = el("div", { class: "fcw-r-notice", role: "status" });
  #isTrue: () => boolean = () => true;
  #clock = 0;

  /** Says it until it is no longer true, at most a few seconds. */
  say(sentence: string, isTrue: () => boolean = () => true): void {
    this.#isTrue = isTrue;
    // Empty in between, so that the same sentence said again is heard again.
    this.element.textContent = "";
    this.element.textContent = sentence;
    clearTimeout(this.#clock);
    this.#clock = window.setTimeout(() => this.clear(), SECONDS * 1000);
  }

  /** Something changed: what became false is taken back. */
  check(): void {
    if (!this.#isTrue()) this.clear();
  }

  clear(): void {
    clearTimeout(this.#clock);
    this.#isTrue = () => true;
    this.element.textContent = "";
  }
}
