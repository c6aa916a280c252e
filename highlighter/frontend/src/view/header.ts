/** What is read, how far it is, and the one primary button. */

import type { ReaderData } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon, rich } from "./dom.ts";

export class Header {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  readonly #words: Wording;
  readonly #progress: HTMLElement = el("div", { class: "fcw-r-progress" });
  readonly #action: HTMLElement = el("div", { class: "fcw-r-submit" });
  readonly #submit: () => void;
  readonly #reopen: () => void;
  #shown = "";

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
      el("div", { class: "fcw-r-state" }, this.#progress, this.#action));
  }

  showProgress(passages: number, tagged: number, sentences: number): void {
    const count = el("b", {}, passages.toLocaleString("en-US"));
    this.#progress.replaceChildren(
      el("span", { class: "fcw-r-passages" }, rich(this.#words.say("passages", { n: passages }).replace(String(passages), "{count}"), { count })), " ",
      el("span", { class: "fcw-r-sentences" }, this.#words.say("sentences_tagged", { k: tagged.toLocaleString("en-US"), n: sentences.toLocaleString("en-US") })));
  }

  /** `busy`: the submission is on its way. */
  showStatus(status: ReaderData["status"], busy: boolean): void {
    const shown = `${status}${busy}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    const words = this.#words;
    const children = status === "submitted"
      ? [el("span", { class: "fcw-r-submitted" }, icon("done_all"), words.say("submitted")),
         button({ class: "fcw-r-button" }, this.#reopen, words.say("reopen"))]
      : [button({ class: "fcw-r-primary" }, this.#submit, words.say("submit"))];
    this.#action.replaceChildren(...children);
    for (const one of this.#action.querySelectorAll("button")) one.disabled = busy;
  }
}
