/** The evidence of a passage being changed: small forms, one an item, several to a passage. */

import { readSources, type Source } from "../core/sources.ts";
import type { Evidence, Stance } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";
import { EvidenceForm } from "./evidence_form.ts";

export interface EvidenceEvents {
  /** Every complete list. */
  changed(items: readonly Evidence[]): void;
  closed(): void;
  resized(): void;
}

/** The forms of all items and an empty one, in which `stance` is chosen already. */
export class EvidenceEditor {
  readonly element: HTMLElement = el("div", { class: "fcw-r-editor" });
  readonly #words: Wording;
  readonly #stance: Stance;
  readonly #events: EvidenceEvents;
  readonly #forms: EvidenceForm[] = [];
  #told: string;

  constructor(items: readonly Evidence[], stance: Stance, questions: readonly string[], words: Wording, events: EvidenceEvents) {
    this.#words = words;
    this.#stance = stance;
    this.#events = events;
    this.#told = JSON.stringify(items);
    const add = button({ class: "fcw-r-quiet" }, () => this.#add(null).focus(), words.say("evidence_add"));
    const done = button({ class: "fcw-r-quiet" }, () => { if (this.commit()) events.closed(); }, words.say("done"));
    this.element.append(...questions.map((question) => el("div", { class: "fcw-r-question" }, question)), el("div", { class: "fcw-r-editor-foot" }, add, done));
    for (const item of items) this.#add(item);
    this.#add(null);
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.commit();
    });
    this.element.addEventListener("change", () => this.commit());
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement && !event.isComposing && this.commit()) events.closed();
    });
  }

  focus(): void {
    this.#forms[this.#forms.length - 1]?.focus();
  }

  /** Tells the list if every form that is filled in is right; else says at the field what is wrong. */
  commit(): boolean {
    const items = this.#forms.filter((form) => !form.isEmpty()).map((form) => form.read());
    this.#events.resized();
    if (items.includes(null)) return false;
    const told = JSON.stringify(items);
    if (told !== this.#told) {
      this.#told = told;
      this.#events.changed(items as Evidence[]);
    }
    return true;
  }

  #add(item: Evidence | null, after?: EvidenceForm): EvidenceForm {
    const form: EvidenceForm = new EvidenceForm(item, this.#stance, this.#words, {
      removed: () => this.#remove(form),
      pasted: (text) => this.#paste(form, text),
    });
    const at = after === undefined ? this.#forms.length : this.#forms.indexOf(after) + 1;
    this.#forms.splice(at, 0, form);
    const before = after === undefined ? this.element.lastElementChild : after.element.nextElementSibling;
    before?.before(form.element);
    return form;
  }

  /** Where the form was, the next one has the focus; where none is left, an empty one. */
  #remove(form: EvidenceForm): void {
    const at = this.#forms.indexOf(form);
    this.#forms.splice(at, 1);
    const next = this.#forms[at] ?? this.#forms[at - 1] ?? this.#add(null);
    next.focus();
    form.element.remove();
    this.commit();
  }

  /** Several sources in a form's first field are as many forms. False: the paste is plain text. */
  #paste(form: EvidenceForm, text: string): boolean {
    const { sources, refused, secret } = readSources(text);
    const [first, ...others] = sources;
    if (first === undefined || refused.length + secret > 0) return false;
    form.fill(first);
    let last = form;
    for (const source of others) last = this.#add(itemOf(source, this.#stance), last);
    this.commit();
    last.focus();
    return true;
  }
}

export function itemOf({ url, citation }: Source, stance: Stance): Evidence {
  return { url, quote: "", stance, ...(citation === "" ? {} : { citation }) };
}
