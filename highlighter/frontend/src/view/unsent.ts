/** Work from the reader that is not saved yet, said and sent on every other page. */

import { isSettling, revisionOf } from "../core/operation.ts";
import { httpSend, later, localStore, Outbox, type OutboxState, webLocks } from "../core/outbox.ts";
import { Trouble } from "../core/trouble.ts";
import type { UnsentData } from "../core/types.ts";
import { Wording } from "../core/wording.ts";
import { el } from "./dom.ts";
import { articleOf } from "./preferences.ts";
import { Sentence } from "./sentence.ts";

/** So often it looks whether a reader is open, which then does all this itself, and at the clock. */
const LOOK = 1000;

export class Unsent {
  readonly #element: HTMLElement = el("div", { class: "fcw-r-unsent", role: "status", "data-testid": "unsent-work" });
  readonly #clock: number;
  #askToken: () => void;
  #data: UnsentData;
  #outbox: Outbox | null = null;
  readonly #links = el("span", { class: "fcw-r-unsent-articles" });
  /** Counts down in sight alone: said each second, it would drown everything else. */
  readonly #again = el("span", { "aria-hidden": "true" });
  readonly #sentence = new Sentence({ articles: this.#links, again: this.#again });
  readonly #trouble = new Trouble();
  #linked = "";
  #seen = "";

  constructor(parent: HTMLElement, data: UnsentData, askToken: () => void) {
    this.#data = data;
    this.#askToken = askToken;
    parent.append(this.#element);
    this.#clock = window.setInterval(() => this.#look(), LOOK);
    window.addEventListener("storage", this.#reread);
    this.#look();
  }

  /** Whether this data is another person's or another database's. */
  isFor(data: UnsentData): boolean {
    const { instance, reviewer, api } = this.#data;
    return instance === data.instance && reviewer.id === data.reviewer.id && api === data.api;
  }

  update(data: UnsentData, askToken: () => void): void {
    const fresh = data.token !== this.#data.token;
    this.#data = data;
    this.#askToken = askToken;
    if (fresh) this.#outbox?.resume();
  }

  destroy(): void {
    clearInterval(this.#clock);
    window.removeEventListener("storage", this.#reread);
    this.#outbox?.stop();
    this.#element.remove();
  }

  readonly #reread = (): void => this.#outbox?.reread();

  #look(): void {
    if (document.querySelector(".fcw-r-root") !== null) {
      this.#outbox?.stop();
      this.#outbox = null;
    } else if (this.#outbox === null) {
      this.#outbox = this.#open();
      void this.#outbox.flush();
    } else if (this.#keys() !== this.#seen) this.#outbox.reread();
    this.#seen = this.#keys();
    this.#draw();
  }

  /** What is kept just now: a page is told of other tabs' changes, not of its own reader's. */
  #keys(): string {
    const prefix = `workbench:${this.#data.instance}:${this.#data.reviewer.id}:`;
    return localStore(localStorage).keys().filter((key) => key.startsWith(prefix)).sort().join();
  }

  #open(): Outbox {
    const ask: typeof fetch = (input, init) => fetch(input, init);
    return new Outbox({
      instance: this.#data.instance,
      reviewer: this.#data.reviewer.id,
      store: localStore(localStorage),
      locks: webLocks(navigator.locks, { isHidden: () => document.hidden, later }),
      send: httpSend(this.#data.api, () => this.#data.token, ask),
      now: () => Date.now(),
      later,
      onChange: () => this.#draw(),
      onResult: () => {},
      onUnauthorised: () => this.#askToken(),
    });
  }

  #draw(): void {
    const state = this.#outbox?.state() ?? null;
    const sentence = state === null ? "" : this.#told(state, new Wording(this.#data.words));
    this.#link();
    this.#sentence.tell(sentence);
    if (sentence === "") this.#sentence.element.remove();
    else if (!this.#sentence.element.isConnected) this.#element.append(this.#sentence.element);
    // Not by :has(:empty): with it, every change of a page's text has all that is around it looked at again.
    this.#element.closest("[data-testid=stElementContainer]")?.setAttribute("data-fcw-r-unsent", sentence === "" ? "none" : "said");
  }

  #told(state: OutboxState, words: Wording): string {
    const { pending, held, retryAt } = state;
    if (state.waitingForSignIn) return words.say("signing_in", { n: pending });
    if (this.#trouble.isIn(state)) {
      this.#again.textContent = words.say("trying_again", { s: Math.max(0, Math.ceil(((retryAt ?? 0) - Date.now()) / 1000)) });
      return words.say("unsent_waiting", { n: pending });
    }
    if (state.failed > 0) {
      return words.say("stuck", { n: state.failed, reason: state.reason === null ? "" : words.say(state.reason) });
    }
    if (pending > 0) return words.say("unsent_sending", { n: pending });
    return held > 0 ? words.say("unsent_held", { n: held }) : "";
  }

  /** The articles in which something waits for a decision, as far as this browser knows them. */
  #link(): void {
    const pages = new Map((this.#outbox?.held() ?? []).map(({ operation }) => [revisionOf(operation), isSettling(operation) ? "adjudicate" : "annotate"]));
    const articles = [...pages].flatMap(([revision, page]) => {
      const article = articleOf(this.#data, revision);
      return article === null ? [] : [{ ...article, page }];
    });
    const linked = JSON.stringify(articles);
    if (linked === this.#linked) return;
    this.#linked = linked;
    this.#links.replaceChildren(...articles.map(({ id, title, page }) => el("a", { href: `/${page}?article=${id}`, target: "_self" }, title)));
  }
}
