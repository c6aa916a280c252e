/** The row above the text: the tags, and everything that is done with the reading as a whole. */

import type { Wording } from "../core/wording.ts";
import { button, el, icon, keyCap } from "./dom.ts";
import type { Tags } from "./tags.ts";

export interface ToolbarVerbs {
  tag(name: string): void;
  undo(): void;
  redo(): void;
  guidelines(anchor: HTMLElement): void;
  textSize(anchor: HTMLElement): void;
  keys(anchor: HTMLElement): void;
  others(): void;
  list(): void;
  /** A finger or mouse came down on a tag: whatever is selected now is meant. */
  hold(): void;
}

export class Toolbar {
  readonly element: HTMLElement;
  readonly tagButtons: HTMLElement;
  readonly guidelines: HTMLButtonElement;
  readonly textSize: HTMLButtonElement;
  readonly keys: HTMLButtonElement;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #others: HTMLButtonElement;
  readonly #list: HTMLButtonElement;

  constructor(words: Wording, tags: Tags, verbs: ToolbarVerbs, saveState: HTMLElement, notice: HTMLElement) {
    this.tagButtons = el("div", { class: "fcw-r-tags", role: "group", "aria-label": words.say("tags") },
      ...tags.offered().map((tag) => tagButton(tag.name, tag.key, tags, verbs)));
    const tool = (sign: string, name: string, press: (event: MouseEvent) => void, key = ""): HTMLButtonElement =>
      button({ class: "fcw-r-tool", "aria-label": words.say(name), title: words.say(name), ...(key === "" ? {} : { "aria-keyshortcuts": key }) }, press,
        icon(sign), key.length === 1 ? keyCap(key) : null);
    this.#undo = tool("undo", "undo", () => verbs.undo(), "Control+Z");
    this.#redo = tool("redo", "redo", () => verbs.redo(), "Control+Shift+Z");
    this.guidelines = tool("menu_book", "guidelines", () => verbs.guidelines(this.guidelines), "g");
    this.textSize = tool("text_fields", "text_size", () => verbs.textSize(this.textSize));
    this.keys = tool("keyboard", "keys", () => verbs.keys(this.keys), "?");
    this.#others = tool("group", "others", () => verbs.others());
    this.#list = tool("notes", "card_list", () => verbs.list());
    this.#list.classList.add("fcw-r-only-drawer");
    this.element = el("div", { class: "fcw-r-toolbar", role: "toolbar", "aria-label": words.say("toolbar") },
      this.tagButtons,
      el("div", { class: "fcw-r-tools" }, this.#undo, this.#redo, this.guidelines, this.textSize, this.keys, this.#others, this.#list),
      saveState, notice);
  }

  update(state: { readonly canUndo: boolean; readonly canRedo: boolean; readonly others: boolean; readonly locked: boolean; readonly activeTag: string | null }): void {
    this.#undo.disabled = !state.canUndo || state.locked;
    this.#redo.disabled = !state.canRedo || state.locked;
    this.#others.setAttribute("aria-pressed", String(state.others));
    for (const one of this.tagButtons.querySelectorAll("button")) {
      one.disabled = state.locked;
      one.setAttribute("aria-pressed", String(one.dataset["tag"] === state.activeTag));
    }
  }

  listOpen(open: boolean): void {
    this.#list.setAttribute("aria-pressed", String(open));
  }
}

function tagButton(name: string, key: string, tags: Tags, verbs: ToolbarVerbs): HTMLButtonElement {
  const element = button({ class: "fcw-r-tag", "data-tag": name, "aria-keyshortcuts": key }, () => verbs.tag(name),
    el("span", { class: "fcw-r-tag-name" }, name), keyCap(key), tags.swatch(name));
  element.style.setProperty("--fcw-r-c", tags.colour(name, "ink"));
  element.style.setProperty("--fcw-r-b", tags.colour(name, "fill"));
  element.addEventListener("pointerdown", () => verbs.hold());
  return element;
}
