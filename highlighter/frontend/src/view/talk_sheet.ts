/** The talk about the article as a whole: a button in the head, and the sheet that it opens. */

import type { Wording } from "../core/wording.ts";
import { button, el, icon } from "./dom.ts";
import type { Popover } from "./popover.ts";
import type { Talking } from "./talking.ts";
import { Threads } from "./threads.ts";

export interface TalkSheetHost {
  readonly words: Wording;
  readonly talking: Talking;
  popover(): Popover;
}

export class TalkSheet {
  readonly button: HTMLButtonElement;
  readonly #host: TalkSheetHost;
  readonly #count: HTMLElement = el("span", { class: "fcw-r-talk-count" });
  #threads: Threads | null = null;
  /** The thread that the address names, until it was opened. */
  #asked: string | null = new URLSearchParams(location.search).get("thread");

  constructor(host: TalkSheetHost, header: HTMLElement, seen: () => void) {
    const { words, talking } = host;
    this.#host = host;
    this.button = button({ class: "fcw-r-tool fcw-r-talk-button", "data-part": "talk", title: words.say("talk_article") }, () => this.open(), icon("forum"), words.say("talk"), this.#count);
    header.querySelector(".fcw-r-state")?.prepend(this.button);
    talking.onSeen = seen;
    talking.listen(() => this.#update());
  }

  /** Opens the sheet, or closes it; at one thread where that is named. */
  open(thread: string | null = null): void {
    const { words, talking } = this.#host;
    this.#threads?.close();
    this.#threads = new Threads(null, talking, words, { resized: () => undefined, isInSight: () => true });
    const sheet = el("div", { class: "fcw-r-sheet fcw-r-talk-sheet" }, el("h2", {}, words.say("talk_article")), this.#threads.element);
    this.#host.popover().toggle(this.button, words.say("talk_article"), sheet);
    if (sheet.isConnected) this.#threads.focus(thread);
    else this.#threads = null;
  }

  /** Escape: closes what is open in the sheet before the sheet itself. */
  leave(): boolean {
    return this.#threads?.element.isConnected === true && this.#threads.leave();
  }

  #update(): void {
    const { talking, words } = this.#host;
    const { comments, unread } = talking.count(null);
    this.#count.textContent = unread > 0 ? ` · ${words.say("talk_new_count", { n: unread })}` : comments > 0 ? ` · ${comments}` : "";
    this.button.toggleAttribute("data-new", unread > 0);
    if (this.#threads?.element.isConnected === true) this.#threads.update();
    const asked = this.#asked;
    if (asked === null || !talking.isReady) return;
    this.#asked = null;
    if (talking.about(null).some(({ id }) => id === asked)) this.open(asked);
  }
}
