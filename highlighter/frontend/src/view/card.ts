/** One passage in the margin: a line when folded, everything about it when open. */

import type { Conflict } from "../core/reading.ts";
import type { Confidence, Evidence, SaveState } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { conflictView, refusalView } from "./card_states.ts";
import { button, el, icon, keyCap } from "./dom.ts";
import { EvidenceEditor, evidenceRow } from "./evidence.ts";
import { NoteEditor } from "./note.ts";
import type { Passage } from "./passages.ts";
import type { Tags } from "./tags.ts";

export interface CardVerbs {
  activate(id: string): void;
  retag(id: string, tag: string): void;
  note(id: string, note: string, merge: boolean): void;
  evidence(id: string, items: readonly Evidence[], merge: boolean): void;
  confidence(id: string): void;
  remove(id: string): void;
  keepMine(id: string): void;
  takeTheirs(id: string): void;
  tryAgain(id: string): void;
  discard(id: string): void;
  /** The card is higher or lower than it was. */
  resized(): void;
  /** An editor was closed: the keys belong to the card again. */
  closed(id: string): void;
}

export interface CardView {
  readonly passage: Passage;
  readonly state: SaveState;
  readonly open: boolean;
  /** The passage may be changed: it is the reader's own and the reading is not submitted. */
  readonly free: boolean;
  readonly conflict: Conflict | null;
  readonly refusal: string | null;
}

const DOTS: Readonly<Record<Confidence, string>> = { low: "●○○", medium: "●●○", high: "●●●" };

export class Card {
  readonly element: HTMLElement;
  readonly #id: string;
  readonly #words: Wording;
  readonly #tags: Tags;
  readonly #verbs: CardVerbs;
  #view: CardView | null = null;
  #drawn = "";
  #editor: NoteEditor | EvidenceEditor | null = null;
  #merge = false;
  /** The tags to choose from are shown: only then, since a click beside the point must not retag. */
  #choosing = false;
  #warned = false;

  constructor(id: string, words: Wording, tags: Tags, verbs: CardVerbs) {
    this.#id = id;
    this.#words = words;
    this.#tags = tags;
    this.#verbs = verbs;
    this.element = el("div", { class: "fcw-r-card", "data-annotation": id, role: "group", tabindex: "0" });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.element && this.#view?.open !== true) verbs.activate(id);
    });
    this.element.addEventListener("click", (event) => {
      if (this.#view?.open !== true && !(event.target as Element).closest("button, a")) verbs.activate(id);
    });
  }

  get open(): boolean {
    return this.#view !== null && (this.#view.open || this.#view.conflict !== null || this.#view.refusal !== null);
  }

  get isEdited(): boolean {
    return this.#editor !== null;
  }

  update(view: CardView): void {
    if (!view.open) this.#editor = null;
    if (!view.open || view.passage.annotation.tag !== this.#view?.passage.annotation.tag) this.#choosing = false;
    this.#view = view;
    const { annotation } = view.passage;
    Object.assign(this.element.dataset, {
      tag: annotation.tag, start: String(annotation.start), end: String(annotation.end), state: view.state,
    });
    const drawn = JSON.stringify([annotation, view.state, view.open, view.free, view.conflict, view.refusal, this.#editor !== null]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#draw(view);
  }

  editNote(): void {
    const view = this.#view;
    if (view === null || !view.free) return;
    this.#edit(new NoteEditor(view.passage.annotation.note ?? "", this.#words, (note, merge) => this.#verbs.note(this.#id, note, merge)));
  }

  editEvidence(): void {
    const view = this.#view;
    if (view === null || !view.free) return;
    this.#merge = false;
    this.#edit(new EvidenceEditor(view.passage.annotation.evidence, this.#words, (items) => {
      this.#verbs.evidence(this.#id, items, this.#merge);
      this.#merge = true;
    }, () => this.closeEditor(), () => this.#verbs.resized()));
  }

  /** Keeps what is written so far; the editor stays. False when something in it is wrong. */
  commit(): boolean {
    return this.#editor?.commit() ?? true;
  }

  /**
   * Keeps what was written and goes back to the card; false when no editor was open. What is wrong
   * in it is said first, and given up only when it is closed once more.
   */
  closeEditor(): boolean {
    if (this.#editor === null) return false;
    if (!this.#editor.commit() && !this.#warned) {
      this.#warned = true;
      return true;
    }
    this.#editor = null;
    this.#redraw();
    this.#verbs.closed(this.#id);
    return true;
  }

  #edit(editor: NoteEditor | EvidenceEditor): void {
    this.#editor?.commit();
    this.#editor = editor;
    this.#warned = false;
    this.#redraw();
    editor.focus();
  }

  #redraw(): void {
    this.#drawn = "";
    if (this.#view !== null) this.update(this.#view);
    this.#verbs.resized();
  }

  /** Everything but an open editor is made anew: whoever writes in it must keep the place. */
  #draw(view: CardView): void {
    const { annotation } = view.passage;
    const element = this.element;
    element.style.setProperty("--fcw-r-c", this.#tags.colour(annotation.tag, "underline"));
    element.classList.toggle("fcw-r-open", this.open);
    element.classList.toggle("fcw-r-active", view.open);
    element.classList.toggle("fcw-r-theirs", !view.passage.mine);
    element.setAttribute("aria-label", this.#words.say("card_label", { tag: annotation.tag, quote: annotation.quote }));
    const above: Node[] = [this.#head(view)];
    const below: Node[] = [];
    if (this.open) {
      above.push(el("div", { class: "fcw-r-quote" }, quoted(annotation.quote)));
      this.#details(view, above, below);
    }
    const editor = this.#editor?.element;
    if (editor !== undefined && editor.parentNode === element) {
      for (const child of [...element.children]) if (child !== editor) child.remove();
      editor.before(...above);
      editor.after(...below);
    } else {
      element.replaceChildren(...above, ...(editor === undefined ? [] : [editor]), ...below);
    }
  }

  #head(view: CardView): HTMLElement {
    const { annotation } = view.passage;
    const note = annotation.note ?? "";
    const changes = view.open && view.free && view.conflict === null;
    const tag = changes ? this.#tagButton(annotation.tag) : el("span", { class: "fcw-r-card-tag" }, annotation.tag);
    tag.style.color = this.#tags.colour(annotation.tag, "ink");
    const gist = this.open ? el("span", { class: "fcw-r-gist" })
      : note !== "" ? el("span", { class: "fcw-r-gist" }, note)
      : el("span", { class: "fcw-r-gist fcw-r-gist-quote" }, quoted(annotation.quote));
    const name = view.passage.mine ? null : el("span", { class: "fcw-r-reviewer" }, annotation.reviewer_name || annotation.reviewer);
    return el("div", { class: "fcw-r-card-head" }, this.#tags.swatch(annotation.tag), tag, name, gist, ...this.#signs(view));
  }

  #tagButton(tag: string): HTMLElement {
    const label = this.#words.say("change_tag");
    return button({ class: "fcw-r-card-tag", "aria-expanded": String(this.#choosing), "aria-label": `${tag}: ${label}`, title: label }, () => {
      this.#choosing = !this.#choosing;
      this.#redraw();
      this.element.querySelector<HTMLElement>("button.fcw-r-card-tag")?.focus();
    }, tag);
  }

  #signs(view: CardView): Node[] {
    const { evidence, confidence } = view.passage.annotation;
    const signs: Node[] = [];
    const state = { saving: "sync", failed: "cloud_off", conflict: "sync_problem", saved: null }[view.state];
    if (state !== null) signs.push(named(icon(state), this.#words.say(`state_${view.state}`)));
    if (!this.open && evidence.length > 0) signs.push(named(icon("link"), this.#words.say("evidence_count", { n: evidence.length })));
    if (confidence !== null) {
      const dots = el("span", { class: "fcw-r-dots", "aria-hidden": "true" }, DOTS[confidence]);
      const word = this.#words.say(`confidence_${confidence}`);
      signs.push(this.open ? el("span", { class: "fcw-r-confidence" }, dots, word) : named(dots, this.#words.say("confidence_of", { confidence: word })));
    }
    return signs;
  }

  #details(view: CardView, above: Node[], below: Node[]): void {
    const { annotation } = view.passage;
    if (!(this.#editor instanceof NoteEditor) && annotation.note) above.push(el("div", { class: "fcw-r-note" }, annotation.note));
    if (!(this.#editor instanceof EvidenceEditor) && annotation.evidence.length > 0) {
      above.push(el("div", { class: "fcw-r-evidence-list" }, ...annotation.evidence.map((item) => evidenceRow(item, this.#words))));
    }
    if (view.conflict !== null) below.push(conflictView(view.passage, view.conflict, this.#words, this.#verbs));
    else if (view.refusal !== null) below.push(refusalView(this.#id, view.refusal, this.#words, this.#verbs));
    if (view.open) below.push(el("div", { class: "fcw-r-who" }, this.#who(view)));
    if (!view.open || !view.free || view.conflict !== null) return;
    if (this.#choosing) below.push(this.#choices(annotation.tag));
    below.push(this.#hints());
  }

  #choices(current: string): HTMLElement {
    const choices = this.#tags.offered().map((tag) =>
      button({ class: "fcw-r-choice", "data-choose": tag.name, "aria-pressed": String(tag.name === current) },
        () => this.#verbs.retag(this.#id, tag.name), this.#tags.swatch(tag.name), tag.name));
    return el("div", { class: "fcw-r-choices", role: "group", "aria-label": this.#words.say("change_tag") }, ...choices);
  }

  #hints(): HTMLElement {
    const hint = (key: string, word: string, press: () => void): HTMLElement =>
      button({ class: "fcw-r-hint" }, press, keyCap(key), this.#words.say(word));
    return el("div", { class: "fcw-r-hints" },
      hint("n", "note", () => this.editNote()),
      hint("e", "evidence", () => this.editEvidence()),
      hint("c", "confidence", () => this.#verbs.confidence(this.#id)),
      hint("⌫", "delete", () => this.#verbs.remove(this.#id)));
  }

  #who(view: CardView): string {
    const { annotation } = view.passage;
    const when = new Date(annotation.updated_at || annotation.created_at);
    const date = Number.isNaN(when.valueOf()) ? "" : new Intl.DateTimeFormat(this.#words.say("locale"), { dateStyle: "medium", timeStyle: "short" }).format(when);
    return this.#words.say("who_and_when", { who: annotation.reviewer_name || annotation.reviewer, when: date });
  }
}

function named(sign: HTMLElement, name: string): HTMLElement {
  return el("span", { class: "fcw-r-sign", role: "img", "aria-label": name, title: name }, sign);
}

/** In quotation marks, unless the passage begins with its own. */
function quoted(text: string): string {
  return /^[“”„«»‘’"「『]/u.test(text) ? text : `“${text}”`;
}
