/** What is settled, whether it is saved, and the two buttons for the article as a whole. */

import type { SettleData } from "../core/settle_types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon, keyCap } from "./dom.ts";
import type { Closing } from "./settle_session.ts";

export interface SettleHeaderVerbs {
  acceptAgreed(): void;
  settle(): void;
  reopen(): void;
}

export class SettleHeader {
  readonly element: HTMLElement;
  readonly #words: Wording;
  readonly #verbs: SettleHeaderVerbs;
  readonly #kicker: HTMLElement = el("p", { class: "fcw-r-kicker", dir: "auto" });
  readonly #deeds: HTMLElement = el("div", { class: "fcw-s-header-deeds" });
  readonly #company: HTMLElement = el("div", { class: "fcw-r-company", dir: "auto", "data-testid": "company" });
  readonly #about: readonly string[];
  readonly #cap: string;
  #told = "";

  constructor(data: SettleData, words: Wording, saveState: HTMLElement, notice: HTMLElement, cap: string, verbs: SettleHeaderVerbs) {
    this.#words = words;
    this.#verbs = verbs;
    this.#cap = cap;
    const { outlet, published, title } = data.article;
    this.#about = [outlet, published].filter((part) => part !== "");
    this.element = el("header", { class: "fcw-s-header" },
      el("div", { class: "fcw-r-heading" }, this.#kicker, el("h1", { class: "fcw-r-title", dir: "auto" }, title)),
      el("div", { class: "fcw-s-header-state" }, this.#company, saveState, this.#deeds, notice));
  }

  /** Who else has the article open; nothing is said aloud of it. */
  showCompany(sentence: string): void {
    this.#company.textContent = sentence;
    this.#company.title = sentence;
  }

  /** Where questions about settling hang. */
  get anchor(): HTMLElement {
    return this.#deeds.querySelector<HTMLElement>(".fcw-r-primary") ?? this.#deeds;
  }

  show(readings: number, { state, settled_at, settled_by }: Closing, looking: boolean, agreed: number): void {
    const words = this.#words;
    this.#kicker.textContent = [...this.#about, words.say("settle_readings", { n: readings })].join(" · ");
    const told = JSON.stringify([state, settled_at, settled_by, looking, readings === 0, agreed]);
    if (told === this.#told) return;
    this.#told = told;
    const name = this.#deeds.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["part"] : undefined;
    this.#deeds.replaceChildren(...this.#parts(state, settled_at, settled_by, looking || readings === 0, agreed));
    if (name !== undefined) (this.#deeds.querySelector<HTMLElement>(`[data-part="${name}"]`) ?? this.#deeds.querySelector("button"))?.focus({ preventScroll: true });
  }

  #parts(state: string, at: string | null, by: string | null, looking: boolean, agreed: number): HTMLElement[] {
    const words = this.#words;
    if (state === "settled") {
      const when = at === null ? "" : new Intl.DateTimeFormat(words.say("locale"), { dateStyle: "medium" }).format(new Date(at));
      const told = el("span", { class: "fcw-r-submitted" }, icon("workspace_premium"), words.say("settle_settled", { by: by ?? "", when }));
      return looking ? [told] : [told, button({ class: "fcw-s-button", "data-part": "reopen" }, () => this.#verbs.reopen(), words.say("settle_reopen"))];
    }
    if (looking) return [];
    const accept = button({ class: "fcw-s-button", "data-part": "accept agreed", "aria-keyshortcuts": this.#cap }, () => this.#verbs.acceptAgreed(), words.say("settle_accept_agreed"), keyCap(this.#cap));
    accept.title = words.say("settle_agreed_open", { n: agreed });
    return [accept, button({ class: "fcw-r-primary", "data-part": "settle", "aria-keyshortcuts": "Control+Enter" }, () => this.#verbs.settle(), words.say("settle_article"))];
  }
}
