/** The threads about one passage, or about the article, and the field that begins another. */

import type { Wording } from "../core/wording.ts";
import { CommentField } from "./comment_field.ts";
import { el } from "./dom.ts";
import type { Talking } from "./talking.ts";
import { ThreadView } from "./thread_view.ts";

/** What comes into sight is taken for seen after this. */
const SEEN = 600;

export interface ThreadsEvents {
  resized(): void;
  /** Whether the person can see it just now. */
  isInSight(): boolean;
}

export class Threads {
  readonly element: HTMLElement = el("div", { class: "fcw-r-talk" });
  readonly #passage: string | null;
  readonly #talking: Talking;
  readonly #words: Wording;
  readonly #events: ThreadsEvents;
  readonly #views = new Map<string, ThreadView>();
  readonly #list: HTMLElement = el("div", { class: "fcw-r-threads" });
  readonly #beginning: HTMLElement;
  readonly #field: CommentField | null;
  readonly #to: HTMLSelectElement;
  #timer = 0;

  constructor(passage: string | null, talking: Talking, words: Wording, events: ThreadsEvents) {
    this.#passage = passage;
    this.#talking = talking;
    this.#words = words;
    this.#events = events;
    this.#to = el("select", { class: "fcw-r-field fcw-r-to", "aria-label": words.say("talk_to") });
    this.#field = talking.isMute ? null : this.#beginField();
    this.#beginning = el("div", { class: "fcw-r-begin" }, this.#to, this.#field?.element ?? null);
    this.element.append(this.#list, this.#beginning);
    this.update();
  }

  update(): void {
    const threads = this.#talking.about(this.#passage);
    for (const [id, view] of this.#views) {
      if (threads.some((thread) => thread.id === id) || view.isWritten) continue;
      view.element.remove();
      this.#views.delete(id);
    }
    for (const thread of threads) {
      const known = this.#views.get(thread.id);
      if (known !== undefined) known.update(thread);
      else {
        const view = new ThreadView(thread, this.#talking, this.#words, () => this.#events.resized());
        this.#views.set(thread.id, view);
        this.#list.append(view.element);
      }
    }
    const hasOpen = threads.some(({ resolved_at }) => resolved_at === null);
    // About a passage one thread goes on; about an article there are as many as there are matters.
    this.#beginning.hidden = this.#field === null || (this.#passage !== null && hasOpen && !this.#field.isUsed);
    this.#offerRecipients();
    this.#seeSoon();
  }

  focus(thread: string | null = null): void {
    const open = this.#talking.about(this.#passage).find(({ id, resolved_at }) => (thread === null ? this.#passage !== null && resolved_at === null : id === thread));
    if (open !== undefined) this.#views.get(open.id)?.focus();
    else if (!this.#beginning.hidden) this.#field?.focus();
  }

  /** Escape: puts away what is open, one thing at a time. */
  leave(): boolean {
    return this.#field?.leavePeople() === true || [...this.#views.values()].some((view) => view.leave());
  }

  get isWritten(): boolean {
    return this.#field?.isUsed === true || [...this.#views.values()].some((view) => view.isWritten);
  }

  /** Gives up all that is written here and was not sent. */
  discard(): void {
    this.#field?.discard();
    for (const view of this.#views.values()) view.discard();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #beginField(): CommentField {
    const place = { thread: null, annotation: this.#passage };
    const draft = this.#passage === null ? `article:${this.#talking.revision}` : `passage:${this.#passage}`;
    const label = this.#words.say(this.#passage === null ? "talk_about_article" : "talk_about_passage");
    return new CommentField(this.#talking.drafts.get(draft), { label, send: this.#words.say("talk_send"), leave: null }, this.#words, {
      sent: (text) => {
        this.#talking.say(place, text, this.#to.hidden || this.#to.value === "" ? null : this.#to.value);
        this.focus();
      },
      resized: () => this.#events.resized(),
      people: () => this.#talking.people(place),
      kept: (text) => void this.#talking.drafts.keep(draft, text),
      left: () => undefined,
    });
  }

  #offerRecipients(): void {
    const { recipients } = this.#talking;
    this.#to.hidden = this.#passage !== null || recipients.length === 0;
    const handles = recipients.map(({ handle }) => handle).join();
    if (this.#to.hidden || this.#to.dataset["handles"] === handles) return;
    this.#to.dataset["handles"] = handles;
    const chosen = this.#to.value;
    this.#to.replaceChildren(el("option", { value: "" }, this.#words.say("talk_to_all")),
      ...recipients.map(({ handle, name }) => el("option", { value: handle }, this.#words.say("talk_to_one", { name }))));
    this.#to.value = chosen;
  }

  #seeSoon(): void {
    clearTimeout(this.#timer);
    if (this.#unseen().length === 0) return;
    this.#timer = window.setTimeout(() => {
      if (this.element.isConnected && !document.hidden && this.#events.isInSight()) void this.#talking.see(this.#unseen());
    }, SEEN);
  }

  #unseen(): readonly string[] {
    return [...this.#views.values()].flatMap((view) => view.shown());
  }
}
