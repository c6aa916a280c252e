/**
 * Find in the text. Escape leaves the cursor on the sentence of the match, so that the next key tags
 * it; Alt and Enter selects the match itself.
 */

import { Finder } from "../core/finder.ts";
import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import type { ArticleView } from "./article.ts";
import { button, el, icon } from "./dom.ts";
import { paintFound, wipeFound } from "./found.ts";

/** After the last letter; what is near was shown with it. */
const PAUSE = 120;
const LONGEST_SELECTION = 200;
/** As `findAll` says: more are not counted. */
const MOST = 10_000;

export interface FindHost {
  readonly words: Wording;
  article(): ArticleView | null;
  /** Where the search begins: at the cursor, else at the top of what can be seen. */
  start(): number;
  /** A little more than what can be seen. */
  visible(): Span;
  reveal(match: Span): void;
  /** The bar goes: the sentence of the match is under the cursor, or the match itself is selected. */
  left(match: Span | null, selected: boolean): void;
  /** Its own room changed. */
  resized(): void;
}

export class FindBar {
  readonly element: HTMLElement;
  readonly #host: FindHost;
  readonly #field: HTMLInputElement;
  readonly #count: HTMLElement = el("span", { class: "fcw-r-find-count", role: "status" });
  readonly #steps: readonly HTMLButtonElement[];
  readonly #select: HTMLButtonElement;
  #finder: Finder | null = null;
  #begin = 0;
  #timer = 0;
  #frame = 0;

  constructor(host: FindHost) {
    const { words } = host;
    this.#host = host;
    this.#field = el("input", { type: "search", class: "fcw-r-field fcw-r-find-field", "aria-label": words.say("find"), placeholder: words.say("find"), autocomplete: "off", spellcheck: "false", enterkeyhint: "search", dir: "auto" });
    const tool = (sign: string, key: string, press: () => void): HTMLButtonElement =>
      button({ class: "fcw-r-tool", "aria-label": words.say(key), title: words.say(key) }, press, icon(sign));
    this.#steps = [tool("keyboard_arrow_up", "find_previous", () => this.#step(-1)), tool("keyboard_arrow_down", "find_next", () => this.#step(1))];
    this.#select = tool("select", "find_select", () => this.leave(true));
    this.element = el("div", { class: "fcw-r-find", role: "search", "aria-label": words.say("find") },
      icon("search"), this.#field, this.#count, ...this.#steps, this.#select,
      tool("close", "find_close", () => void this.leave()));
    this.element.hidden = true;
    this.#field.addEventListener("input", () => this.#look());
    this.element.addEventListener("keydown", (event) => this.#hear(event));
  }

  /** With the words that are selected, else with what was looked for last. */
  open(): void {
    const article = this.#host.article();
    if (article === null) return;
    const selected = document.getSelection()?.toString().trim() ?? "";
    if (this.#finder === null) this.#finder = new Finder(article.text);
    this.#begin = this.#host.start();
    this.element.hidden = false;
    if (selected !== "" && selected.length <= LONGEST_SELECTION && !selected.includes("\n\n")) this.#field.value = selected;
    this.#host.resized();
    this.#field.focus({ preventScroll: true });
    this.#field.select();
    this.#look();
  }

  /** F3 from anywhere, while the bar is open. */
  listen(signal: AbortSignal): void {
    window.addEventListener("keydown", (event) => {
      if (event.key !== "F3" || this.element.hidden) return;
      event.preventDefault();
      this.#step(event.shiftKey ? -1 : 1);
      // The reader keeps to itself what is typed in it.
    }, { signal, capture: true });
    signal.addEventListener("abort", () => { clearTimeout(this.#timer); cancelAnimationFrame(this.#frame); wipeFound(); });
  }

  /** False when the bar was not open. */
  leave(selected = false): boolean {
    if (this.element.hidden) return false;
    clearTimeout(this.#timer);
    this.element.hidden = true;
    wipeFound();
    this.#host.resized();
    this.#host.left(this.#finder?.current ?? null, selected);
    return true;
  }

  /** The text was scrolled or painted anew: what was found is painted again. */
  drawSoon(): void {
    if (this.element.hidden || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #hear(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.target !== this.#field || event.isComposing) return;
    event.preventDefault();
    if (event.altKey) this.leave(true);
    else this.#step(event.shiftKey ? -1 : 1);
  }

  #look(): void {
    const finder = this.#finder;
    if (finder === null) return;
    clearTimeout(this.#timer);
    finder.look(this.#field.value.trim(), this.#begin);
    this.#show();
    if (finder.isPartial) this.#timer = window.setTimeout(() => this.#complete(), PAUSE);
  }

  #complete(): void {
    const before = this.#finder?.current ?? null;
    this.#finder?.complete(this.#begin);
    this.#show(before === null);
  }

  #step(step: 1 | -1): void {
    const finder = this.#finder;
    if (finder === null) return;
    clearTimeout(this.#timer);
    finder.complete(this.#begin);
    finder.step(step);
    this.#begin = finder.current?.start ?? this.#begin;
    this.#show();
  }

  #show(reveals = true): void {
    const current = this.#finder?.current ?? null;
    this.#draw();
    this.#sayCount();
    if (reveals && current !== null) this.#host.reveal(current);
  }

  #sayCount(): void {
    const { words } = this.#host;
    const finder = this.#finder;
    const { query, matches, at, isPartial } = finder ?? { query: "", matches: [], at: -1, isPartial: false };
    const numbers = { i: (at + 1).toLocaleString("en-US"), n: matches.length.toLocaleString("en-US") };
    this.#count.textContent = query === "" || isPartial ? "" : matches.length === 0 ? words.say("find_none") : words.say(matches.length >= MOST ? "find_many" : "find_count", numbers);
    for (const one of [...this.#steps, this.#select]) one.disabled = matches.length === 0;
  }

  #draw(): void {
    const article = this.#host.article();
    if (article === null || this.#finder === null || this.element.hidden) return;
    paintFound(article, this.#finder.matches, this.#finder.current, this.#host.visible());
  }
}
