/** Tells screen readers what was done: everything of one moment together, or the last would drown the first. */

import { el } from "./dom.ts";

/** Milliseconds: what is said comes after what is seen, and does not keep it waiting. */
const SEEN = 40;

export class Announcer {
  readonly element: HTMLElement = el("div", { class: "fcw-r-unseen", "aria-live": "polite" });
  #sentences: string[] = [];

  say(sentence: string): void {
    this.#sentences.push(sentence);
    if (this.#sentences.length === 1) window.setTimeout(() => this.#flush(), SEEN);
  }

  #flush(): void {
    const said = this.#sentences.join(". ").replace(/([.!?…:;,»”"])\. /gu, "$1 ");
    this.#sentences = [];
    // Empty in between, so that the same sentence said again is heard again.
    this.element.textContent = "";
    this.element.textContent = said;
  }
}
