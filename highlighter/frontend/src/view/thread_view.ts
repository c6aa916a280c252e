/** One thread: its comments, the field for the next one, and whether it is resolved. */

import { written } from "../core/mention.ts";
import type { Said, TalkThread } from "../core/talk.ts";
import type { Wording } from "../core/wording.ts";
import { CommentField } from "./comment_field.ts";
import { commentView } from "./comment_view.ts";
import { button, el, icon } from "./dom.ts";
import type { Talking } from "./talking.ts";

export class ThreadView {
  readonly element: HTMLElement;
  readonly #talking: Talking;
  readonly #words: Wording;
  readonly #resized: () => void;
  readonly #list: HTMLElement = el("ul", { class: "fcw-r-comments" });
  readonly #foot: HTMLElement = el("div", { class: "fcw-r-thread-foot" });
  readonly #reply: CommentField | null;
  readonly #new = new Set<string>();
  #thread: TalkThread;
  #editor: { readonly comment: string; readonly field: CommentField } | null = null;
  /** A resolved thread is folded until it is asked for. */
  #isUnfolded = false;
  #drawn = "";

  constructor(thread: TalkThread, talking: Talking, words: Wording, resized: () => void) {
    this.#thread = thread;
    this.#talking = talking;
    this.#words = words;
    this.#resized = resized;
    this.#reply = talking.isMute ? null : this.#replyField();
    this.element = el("section", { class: "fcw-r-thread", "data-thread": thread.id, "aria-label": words.say("talk_thread", { name: thread.opened_by }) }, this.#list, ...(this.#reply === null ? [] : [this.#reply.element]), this.#foot);
    this.update(thread);
  }

  /** Whether somebody writes here just now. */
  get isWritten(): boolean {
    return this.#editor !== null || this.#reply?.isUsed === true;
  }

  discard(): void {
    this.#reply?.discard();
    this.#closeEditor();
  }

  leave(): boolean {
    const field = this.#editor?.field ?? this.#reply;
    if (field?.leavePeople() === true) return true;
    if (this.#editor === null) return false;
    this.#closeEditor();
    return true;
  }

  focus(): void {
    this.#isUnfolded = true;
    this.update(this.#thread);
    (this.#reply ?? { focus: () => this.element.focus() }).focus();
  }

  update(thread: TalkThread): void {
    this.#thread = thread;
    for (const { id, unread } of thread.comments) if (unread) this.#new.add(id);
    const drawn = JSON.stringify([thread, this.#isFolded, this.isWritten, this.#editor?.comment]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.toggleAttribute("data-resolved", thread.resolved_at !== null);
    this.#list.hidden = this.#isFolded;
    // Whoever writes an answer keeps the field, and reads above it that somebody resolved the thread.
    if (this.#reply !== null) this.#reply.element.hidden = thread.resolved_at !== null && !this.isWritten;
    const isAbove = thread.resolved_at !== null && this.isWritten;
    if (this.#reply !== null && isAbove !== (this.#foot.nextElementSibling !== null)) this.#reply.element[isAbove ? "before" : "after"](this.#foot);
    const part = (document.activeElement as HTMLElement | null)?.dataset["part"];
    this.#fillList(thread);
    this.#foot.replaceChildren(...this.#footParts(thread));
    if (part !== undefined) this.element.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus({ preventScroll: true });
  }

  /** Unread comments that are in sight now. */
  shown(): readonly string[] {
    return this.#isFolded ? [] : this.#thread.comments.filter(({ unread }) => unread).map(({ id }) => id);
  }

  get #isFolded(): boolean {
    return this.#thread.resolved_at !== null && !this.#isUnfolded && !this.isWritten && this.#thread.comments.every(({ unread }) => !unread);
  }

  /** An open editor stays the element it is: whoever writes in it must keep the place. */
  #fillList(thread: TalkThread): void {
    const editing = this.#editor;
    const items = thread.comments.map((comment) => comment.id === editing?.comment ? this.#itemOf(editing.field) : this.#comment(thread, comment));
    const kept = items.find((item) => item.parentNode === this.#list);
    if (kept === undefined) this.#list.replaceChildren(...items);
    else {
      for (const child of [...this.#list.children]) if (child !== kept) child.remove();
      const at = items.indexOf(kept);
      kept.before(...items.slice(0, at));
      kept.after(...items.slice(at + 1));
    }
  }

  #itemOf({ element }: CommentField): HTMLElement {
    return element.parentElement ?? el("li", { class: "fcw-r-comment" }, element);
  }

  #comment(thread: TalkThread, comment: Said): HTMLElement {
    return commentView(comment, this.#new.has(comment.id), this.#words, {
      isFree: comment.author === this.#talking.me && !this.#talking.isMute,
      edit: () => this.#edit(comment),
      remove: () => this.#talking.remove(thread, comment),
      restore: () => this.#talking.restore(thread, comment),
      decide: (again) => this.#talking.decide(thread, comment, again),
    });
  }

  #footParts(thread: TalkThread): HTMLElement[] {
    const words = this.#words;
    const turn = (thread.resolved_at === null ? thread.may_resolve : thread.may_reopen) && !this.#talking.isMute;
    if (thread.resolved_at === null) {
      const later = thread.closed && !this.#talking.isMute ? [el("span", { class: "fcw-r-quiet-text" }, words.say("talk_later", { name: thread.with_name ?? "" }))] : [];
      return turn ? [button({ class: "fcw-r-quiet fcw-r-resolve", "data-part": `resolve-${thread.id}` }, () => this.#talking.resolve(thread), icon("check"), words.say("talk_resolve")), ...later] : later;
    }
    const by = words.say("talk_resolved", { name: thread.resolved_by ?? "" });
    const fold = button({ class: "fcw-r-quiet", "data-part": `fold-${thread.id}`, "aria-expanded": String(!this.#isFolded) }, () => {
      this.#isUnfolded = this.#isFolded;
      this.update(this.#thread);
      this.#resized();
    }, words.say(this.#isFolded ? "talk_unfold" : "talk_fold", { n: thread.comments.length }));
    return [el("span", { class: "fcw-r-quiet-text", role: "status" }, icon("check"), by), ...(this.isWritten ? [] : [fold]),
      ...(turn ? [button({ class: "fcw-r-quiet", "data-part": `resolve-${thread.id}` }, () => this.#talking.resolve(thread), words.say("talk_reopen"))] : [])];
  }

  #replyField(): CommentField {
    const { id, annotation } = this.#thread;
    const place = { thread: id, annotation };
    return new CommentField(this.#talking.drafts.get(`thread:${id}`), { label: this.#words.say("talk_reply"), send: this.#words.say("talk_send"), leave: null }, this.#words, {
      sent: (text) => this.#talking.say(place, text, null),
      resized: this.#resized,
      people: () => this.#talking.people(place),
      kept: (text) => void this.#talking.drafts.keep(`thread:${id}`, text),
      left: () => undefined,
    });
  }

  #edit(comment: Said): void {
    const { id, annotation } = this.#thread;
    const draft = `edit:${comment.id}`;
    const text = this.#talking.drafts.get(draft) || written(comment.body, comment.mentions);
    const field = new CommentField(text, { label: this.#words.say("talk_edit_label"), send: this.#words.say("talk_keep"), leave: this.#words.say("talk_cancel") }, this.#words, {
      sent: (changed) => {
        const now = this.#thread.comments.find((one) => one.id === comment.id) ?? comment;
        this.#closeEditor();
        this.#talking.change(this.#thread, now, changed);
      },
      resized: this.#resized,
      people: () => this.#talking.people({ thread: id, annotation }),
      kept: (changed) => void this.#talking.drafts.keep(draft, changed),
      left: () => this.#closeEditor(),
    });
    this.#editor = { comment: comment.id, field };
    this.update(this.#thread);
    this.#resized();
    field.focus();
  }

  /** What was written and not kept is given up. */
  #closeEditor(): void {
    const editor = this.#editor;
    if (editor === null) return;
    this.#editor = null;
    this.#talking.drafts.keep(`edit:${editor.comment}`, "");
    editor.field.element.parentElement?.remove();
    this.update(this.#thread);
    this.element.querySelector<HTMLElement>(`[data-part="edit-${editor.comment}"]`)?.focus({ preventScroll: true });
    this.#resized();
  }
}
