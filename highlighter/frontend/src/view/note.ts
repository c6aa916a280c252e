/** The note of a passage, kept while it is written. */

import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";

/** A note is kept after so long a pause. */
const PAUSE = 400;

export interface NoteEvents {
  /** The first change of this editor comes with `merge` false: all are one step to undo. */
  changed(note: string, merge: boolean): void;
  closed(): void;
}

export class NoteEditor {
  readonly element: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #events: NoteEvents;
  #kept: string;
  #merge = false;
  #timer = 0;

  /** The `questions` that the note is to answer stand above it. */
  constructor(note: string, words: Wording, events: NoteEvents, questions: readonly string[]) {
    this.#events = events;
    this.#kept = note;
    const label = questions.length > 0 ? questions.join(" ") : words.say("note");
    this.#field = el("textarea", { class: "fcw-r-field", rows: "3", dir: "auto", "aria-label": label, placeholder: words.say("note_placeholder"), maxlength: "50000" });
    this.#field.value = note;
    this.element = el("div", { class: "fcw-r-editor" },
      ...questions.map((question) => el("div", { class: "fcw-r-question", "aria-hidden": "true" }, question)), this.#field,
      el("div", { class: "fcw-r-editor-foot" }, button({ class: "fcw-r-quiet" }, () => events.closed(), words.say("done"))));
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.commit(), PAUSE);
    });
    this.#field.addEventListener("blur", () => this.commit());
  }

  focus(): void {
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  /** Always right: any note may be kept. */
  commit(): true {
    clearTimeout(this.#timer);
    const note = this.#field.value;
    if (note === this.#kept) return true;
    this.#kept = note;
    this.#events.changed(note, this.#merge);
    this.#merge = true;
    return true;
  }
}
