/** Where a comment is written: kept with every letter, with people to choose from after an @. */

import { meant, named, namingAt, type Naming, type Person } from "../core/mention.ts";
import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";

export interface FieldEvents {
  sent(text: string): void;
  /** The field is higher or lower than it was. */
  resized(): void;
  people(): Promise<readonly Person[]>;
  kept(text: string): void;
  /** Escape, or the button beside the sending one. */
  left(): void;
}

export interface FieldWords {
  readonly label: string;
  readonly send: string;
  /** Null: nothing to go back to. */
  readonly leave: string | null;
}

const LONGEST = 10_000;
const HIGHEST = 220;
let made = 0;

export class CommentField {
  readonly element: HTMLElement;
  readonly #field: HTMLTextAreaElement;
  readonly #foot: HTMLElement;
  readonly #list: HTMLElement;
  readonly #events: FieldEvents;
  #people: Promise<readonly Person[]> | null = null;
  #naming: Naming | null = null;
  #offered: readonly Person[] = [];
  #everybody: readonly Person[] = [];
  #chosen = 0;

  constructor(text: string, { label, send, leave }: FieldWords, words: Wording, events: FieldEvents) {
    this.#events = events;
    made += 1;
    const list = `fcw-r-people-${made}`;
    this.#list = el("div", { class: "fcw-r-people", role: "listbox", id: list, "aria-label": words.say("talk_people"), hidden: "" });
    this.#field = el("textarea", {
      class: "fcw-r-field fcw-r-comment-field", rows: "1", dir: "auto", maxlength: String(LONGEST), "aria-label": label, placeholder: label,
      "aria-autocomplete": "list", "aria-controls": list, "aria-expanded": "false", role: "combobox",
    });
    this.#field.value = text;
    this.#foot = el("div", { class: "fcw-r-comment-foot" },
      button({ class: "fcw-r-button fcw-r-send", "aria-keyshortcuts": "Control+Enter" }, () => this.#send(), send),
      leave === null ? null : button({ class: "fcw-r-quiet" }, () => events.left(), leave));
    this.element = el("div", { class: "fcw-r-comment-editor" }, this.#field, this.#list, this.#foot);
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#press(event));
    this.#field.addEventListener("focus", () => { this.#people = null; this.#fit(); });
    this.#field.addEventListener("blur", () => this.#offer(null));
    this.#foot.hidden = text === "" && leave === null;
  }

  focus(): void {
    this.#field.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#field;
  }

  get text(): string {
    return this.#field.value;
  }

  /** Somebody is at it: it has the focus, in its field or beside it, or something is written in it. */
  get isUsed(): boolean {
    return this.text !== "" || this.element.contains(document.activeElement);
  }

  /** Gives up what is written. */
  discard(): void {
    this.#field.value = "";
    this.#events.kept("");
  }

  /** Puts the people away; false where none were offered. */
  leavePeople(): boolean {
    const had = this.#naming !== null && this.#offered.length > 0;
    this.#offer(null);
    return had;
  }

  #send(): void {
    const text = this.#field.value.trim();
    if (text === "") return this.focus();
    this.#field.value = "";
    this.#events.kept("");
    this.#offer(null);
    this.#fit();
    this.#events.sent(text);
  }

  #typed(): void {
    this.#events.kept(this.#field.value);
    this.#fit();
    void this.#look();
  }

  /** As high as what is written, and the buttons once there is something to send. */
  #fit(): void {
    const before = this.element.offsetHeight;
    if (this.#field.value !== "") this.#foot.hidden = false;
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(HIGHEST, this.#field.scrollHeight + 2)}px`;
    if (this.element.offsetHeight !== before) this.#events.resized();
  }

  async #look(): Promise<void> {
    const naming = this.#namingNow();
    if (naming === null) return this.#offer(null);
    this.#people ??= this.#events.people();
    this.#everybody = await this.#people;
    const now = this.#namingNow();
    if (this.hasFocus) this.#offer(now);
  }

  #namingNow(): Naming | null {
    const { value, selectionStart, selectionEnd } = this.#field;
    return selectionStart === selectionEnd ? namingAt(value, selectionStart) : null;
  }

  #offer(naming: Naming | null): void {
    const had = this.#offered.length;
    this.#naming = naming;
    this.#offered = naming === null ? [] : meant(this.#everybody, naming.typed);
    this.#chosen = 0;
    this.#list.hidden = this.#offered.length === 0;
    this.#field.setAttribute("aria-expanded", String(this.#offered.length > 0));
    this.#list.replaceChildren(...this.#offered.map((person, at) => this.#option(person, at)));
    this.#mark();
    if (had !== this.#offered.length) this.#events.resized();
  }

  #option(person: Person, at: number): HTMLElement {
    const option = el("div", { class: "fcw-r-person", role: "option", id: `${this.#list.id}-${at}` },
      el("span", { dir: "auto" }, person.name), person.handle === person.name ? null : el("span", { class: "fcw-r-quiet-text" }, person.handle));
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.#name(person));
    return option;
  }

  #mark(): void {
    [...this.#list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === this.#chosen)));
    if (this.#offered.length > 0) this.#field.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#chosen}`);
    else this.#field.removeAttribute("aria-activedescendant");
  }

  #name(person: Person): void {
    if (this.#naming === null) return;
    const { text, caret } = named(this.#field.value, this.#field.selectionStart, this.#naming, person, this.#everybody);
    this.#field.value = text;
    this.#field.setSelectionRange(caret, caret);
    this.#events.kept(text);
    this.#offer(null);
    this.#fit();
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const person = this.#offered[this.#chosen];
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      this.#send();
    } else if (person !== undefined && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#chosen = (this.#chosen + step + this.#offered.length) % this.#offered.length;
      this.#mark();
    } else if (person !== undefined && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      this.#name(person);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
