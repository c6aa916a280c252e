/** What is read, how far it is, and the one primary button. */

import type { ReaderData } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon, rich } from "./dom.ts";

export class Header {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  readonly #words: Wording;
  readonly #progress: HTMLElement = el("div", { class: "fcw-r-progress" });
  readonly #company: HTMLElement = el("div", { class: "fcw-r-company", dir: "auto", "data-testid": "company" });
  readonly #action: HTMLElement = el("div", { class: "fcw-r-submit" });
  readonly #submit: () => void;
  readonly #reopen: () => void;
  #shown: ReaderData["status"] | "looking" | null = null;
  #told = "";
  #busy = false;

  constructor(data: ReaderData, words: Wording, submit: () => void, reopen: () => void) {
    this.#words = words;
    this.#submit = submit;
    this.#reopen = reopen;
    const { outlet, published, byline, words: count, title } = data.article;
    const kicker = [outlet, published, byline].filter((part) => part !== "");
    const length = words.say("word_count", { n: count.toLocaleString("en-US") });
    this.title = el("h1", { class: "fcw-r-title", dir: "auto" }, title);
    this.element = el("header", { class: "fcw-r-header" },
      el("div", { class: "fcw-r-heading" }, el("p", { class: "fcw-r-kicker", dir: "auto" }, kicker.join(" · "), el("span", { class: "fcw-r-length" }, `${kicker.length > 0 ? " · " : ""}${length}`)), this.title),
      el("div", { class: "fcw-r-state" }, el("div", { class: "fcw-r-tally" }, this.#progress, this.#company), this.#action));
  }

  /** How many sentences are still unread. */
  showLeft(left: number, sentences: number): void {
    const told = `${left} ${sentences}`;
    if (told === this.#told) return;
    this.#told = told;
    const n = sentences.toLocaleString("en-US");
    const count = el("b", {}, left.toLocaleString("en-US"));
    this.#progress.replaceChildren(left === 0 ? this.#words.say("none_left", { n: sentences, all: n }) : rich(this.#words.say("sentences_left", { n: sentences, all: n }), { left: count }));
  }

  /** Who else has the article open; nothing is said aloud of it. */
  showCompany(sentence: string): void {
    this.#company.textContent = sentence;
    this.#company.title = sentence;
  }

  /** Where the question about unread sentences hangs. */
  get anchor(): HTMLElement {
    return this.#action.querySelector("button") ?? this.#action;
  }

  /** `busy`: the submission is on its way. The focus stays on the button, or on the one in its place. */
  showStatus(status: ReaderData["status"], busy: boolean, looking: boolean): void {
    this.#busy = busy;
    const had = this.#action.contains(document.activeElement);
    const shown = looking ? "looking" : status;
    if (shown !== this.#shown) this.#draw(shown);
    this.#shown = shown;
    // Not `disabled`, which would take the focus away.
    for (const one of this.#action.querySelectorAll("button")) {
      if (busy) one.setAttribute("aria-disabled", "true");
      else one.removeAttribute("aria-disabled");
      if (had) one.focus({ preventScroll: true });
    }
  }

  #draw(status: ReaderData["status"] | "looking"): void {
    const words = this.#words;
    const press = (work: () => void) => (): void => { if (!this.#busy) work(); };
    const children = status === "looking" ? [el("span", { class: "fcw-r-looking" }, words.say("looking"))] : status === "submitted"
      ? [el("span", { class: "fcw-r-submitted" }, icon("done_all"), words.say("submitted")),
         button({ class: "fcw-r-button" }, press(this.#reopen), words.say("reopen"))]
      : [button({ class: "fcw-r-primary", "aria-keyshortcuts": "Control+Enter" }, press(this.#submit), words.say("submit"))];
    this.#action.replaceChildren(...children);
  }
}
