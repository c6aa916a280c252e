/** The small row above the cards: how many there are, and what of them is shown. */

import { type CardFilter, EVERYTHING, isEverything, toggled } from "../core/card_filter.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, keyCap } from "./dom.ts";
import type { Tags } from "./tags.ts";

export interface FilterState {
  /** So many cards pass, of so many. */
  readonly shown: number;
  readonly total: number;
  /** The open card is shown although it does not pass. */
  readonly isOpenBeside: boolean;
  /** Others' passages are there too. */
  readonly isShared: boolean;
}

export class FilterRow {
  readonly element: HTMLElement;
  filter: CardFilter = EVERYTHING;
  readonly #words: Wording;
  readonly #changed: () => void;
  readonly #count: HTMLElement = el("span", { class: "fcw-r-filter-count", role: "status" });
  readonly #toggle: HTMLButtonElement;
  readonly #all: HTMLButtonElement;
  readonly #choices: HTMLElement;
  readonly #whose: readonly HTMLButtonElement[];
  readonly #none: HTMLElement;
  readonly #pressed: (() => void)[] = [];

  constructor(words: Wording, tags: Tags, key: string, changed: () => void) {
    this.#words = words;
    this.#changed = changed;
    this.#toggle = button({ class: "fcw-r-hint", "aria-expanded": "false" }, () => this.#turn(!this.isOpen), key === "" ? null : keyCap(key), words.say("filter"));
    this.#all = button({ class: "fcw-r-hint fcw-r-filter-all" }, () => this.showAll(), words.say("filter_all"));
    this.#whose = [this.#choice(words.say("filter_mine"), () => this.#whoseIs("mine"), ({ whose }) => whose === "mine"),
      this.#choice(words.say("filter_others"), () => this.#whoseIs("others"), ({ whose }) => whose === "others")];
    this.#choices = el("div", { class: "fcw-r-filter-choices", role: "group", "aria-label": words.say("filter_cards"), hidden: "" },
      ...tags.all.map((tag) => this.#choice(tag.name, () => ({ tags: toggled(this.filter.tags, tag.name) }), (filter) => filter.tags.has(tag.name), tags.swatch(tag.name))),
      this.#choice(words.say("filter_note"), () => ({ withNote: !this.filter.withNote }), ({ withNote }) => withNote),
      this.#choice(words.say("filter_no_evidence"), () => ({ withoutEvidence: !this.filter.withoutEvidence }), ({ withoutEvidence }) => withoutEvidence),
      ...this.#whose);
    this.#none = el("p", { class: "fcw-r-filter-none", hidden: "" }, words.say("filter_none"));
    this.element = el("div", { class: "fcw-r-filter" },
      el("div", { class: "fcw-r-filter-head" }, this.#count, this.#all, this.#toggle), this.#choices, this.#none);
  }

  get isOpen(): boolean {
    return !this.#choices.hidden;
  }

  update({ shown, total, isOpenBeside, isShared }: FilterState): void {
    const isAll = isEverything(this.filter);
    const some = isOpenBeside ? "cards_shown_and_open" : "cards_shown";
    const sentence = isAll ? this.#words.say("cards_count", { n: total }) : this.#words.say(some, { k: shown.toLocaleString("en-US"), n: total });
    if (this.#count.textContent !== sentence) this.#count.textContent = sentence;
    this.element.hidden = total === 0 && isAll && !this.isOpen;
    this.element.classList.toggle("fcw-r-filter-on", !isAll || this.isOpen);
    this.element.classList.toggle("fcw-r-filter-open", this.isOpen);
    this.#all.hidden = isAll;
    this.#none.hidden = shown > 0 || isAll;
    for (const one of this.#whose) one.hidden = !isShared;
    for (const press of this.#pressed) press();
  }

  /** Opens the choices and goes to the first; from among them, closes them and stays with the row. */
  toggle(): void {
    this.#turn(!this.element.contains(document.activeElement) || !this.isOpen);
  }

  /** Puts the choices away; what they chose stays. False when they were not open. */
  close(): boolean {
    if (!this.isOpen) return false;
    this.#show(false);
    return true;
  }

  showAll(): void {
    this.filter = EVERYTHING;
    this.#changed();
    // Its own button is gone with what it undid.
    if (!this.element.contains(document.activeElement)) this.#toggle.focus({ preventScroll: true });
  }

  #turn(opens: boolean): void {
    this.#show(opens);
    if (opens) this.#choices.querySelector<HTMLElement>("button:not([hidden])")?.focus({ preventScroll: true });
  }

  #show(opens: boolean): void {
    this.#choices.hidden = !opens;
    this.#toggle.setAttribute("aria-expanded", String(opens));
    this.#changed();
  }

  #whoseIs(whose: "mine" | "others"): Partial<CardFilter> {
    return { whose: this.filter.whose === whose ? "all" : whose };
  }

  #choice(name: string, change: () => Partial<CardFilter>, isPressed: (filter: CardFilter) => boolean, sign: HTMLElement | null = null): HTMLButtonElement {
    const element = button({ class: sign === null ? "fcw-r-choice" : "fcw-r-choice fcw-r-lined", "aria-pressed": "false" }, () => {
      this.filter = { ...this.filter, ...change() };
      this.#changed();
    }, sign, name);
    this.#pressed.push(() => element.setAttribute("aria-pressed", String(isPressed(this.filter))));
    return element;
  }
}
