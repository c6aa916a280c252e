/** The note of a passage, kept while it is written. */

import type { Wording } from "../core/wording.ts";
import { el } from "./dom.ts";

/** A note is kept after so long a pause. */
const PAUSE = 400;

export class NoteEditor {
  readonly element: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #changed: (note: string, merge: boolean) => void;
  #kept: string;
  #merge = false;
  #timer = 0;

  /** `changed` hears the first change of this editor with `merge` false: all are one step to undo. */
  constructor(note: string, words: Wording, changed: (note: string, merge: boolean) => void) {
    this.#changed = changed;
    this.#kept = note;
    this.#field = el("textarea", { class: "fcw-r-field", rows: "3", "aria-label": words.say("note"), placeholder: words.say("note_placeholder"), maxlength: "20000" });
    this.#field.value = note;
    this.element = el("div", { class: "fcw-r-editor" }, this.#field);
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
    this.#changed(note, this.#merge);
    this.#merge = true;
    return true;
  }
}
