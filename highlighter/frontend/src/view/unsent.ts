/** Work from the reader that is not saved yet, said and sent on every other page. */

import { revisionOf } from "../core/operation.ts";
import { httpSend, localStore, Outbox, type OutboxState, webLocks } from "../core/outbox.ts";
import type { UnsentData } from "../core/types.ts";
import { Wording } from "../core/wording.ts";
import { el, rich } from "./dom.ts";
import { articleOf } from "./preferences.ts";

/** So often it looks whether a reader is open, which then does all this itself, and at the clock. */
const LOOK = 1000;

export class Unsent {
  readonly #element: HTMLElement = el("div", { class: "fcw-r-unsent", role: "status", "data-testid": "unsent-work" });
  readonly #clock: number;
  #askToken: () => void;
  #data: UnsentData;
  #outbox: Outbox | null = null;
  #shown = "";
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
      locks: webLocks(navigator.locks),
      send: httpSend(this.#data.api, () => this.#data.token, ask),
      now: () => Date.now(),
      later: (ms, work) => { const timer = setTimeout(work, ms); return () => clearTimeout(timer); },
      onChange: () => this.#draw(),
      onResult: () => {},
      onUnauthorised: () => this.#askToken(),
    });
  }

  #draw(): void {
    const state = this.#outbox?.state() ?? null;
    const sentence = state === null ? "" : this.#sentence(state, new Wording(this.#data.words));
    if (sentence === this.#shown) return;
    this.#shown = sentence;
    this.#element.replaceChildren(...(sentence === "" ? [] : [rich(sentence, { articles: this.#links() })]));
  }

  #sentence(state: OutboxState, words: Wording): string {
    const { pending, held, retryAt } = state;
    if (state.waitingForSignIn) return words.say("signing_in", { n: pending });
    if (pending > 0 && retryAt !== null) {
      return words.say("unsent_waiting", { n: pending, s: Math.max(0, Math.ceil((retryAt - Date.now()) / 1000)) });
    }
    if (state.failed > 0) {
      return words.say("stuck", { n: state.failed, reason: state.reason === null ? "" : words.say(state.reason) });
    }
    if (pending > 0) return words.say("unsent_sending", { n: pending });
    return held > 0 ? words.say("unsent_held", { n: held }) : "";
  }

  /** The articles in which something waits for a decision, as far as this browser knows them. */
  #links(): HTMLElement {
    const revisions = new Set((this.#outbox?.held() ?? []).map(({ operation }) => revisionOf(operation)));
    const links = el("span", { class: "fcw-r-unsent-articles" });
    for (const revision of revisions) {
      const article = articleOf(this.#data, revision);
      if (article !== null) links.append(el("a", { href: `/annotate?article=${article.id}`, target: "_self" }, article.title));
    }
    return links;
  }
}
