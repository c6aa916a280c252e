/** The line over a text that was corrected while it is open: what is tagged here belongs to the old one. */

import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";

export class Superseded {
  readonly element: HTMLElement = el("div", { class: "fcw-r-superseded", role: "status", "data-testid": "superseded" });
  readonly #words: Wording;
  readonly #open: () => void;

  /** `open` has the page show the article's newest text. */
  constructor(words: Wording, open: () => void) {
    this.#words = words;
    this.#open = open;
  }

  get isShown(): boolean {
    return this.element.childElementCount > 0;
  }

  /** Says it, once: it stays true. */
  show(): void {
    if (this.isShown) return;
    const open = button({ class: "fcw-r-button" }, this.#open, this.#words.say("superseded_open"));
    this.element.append(el("span", {}, this.#words.say("superseded")), open);
  }
}
