/** The row above the text: the tags, and everything that is done with the reading as a whole. */

import type { Wording } from "../core/wording.ts";
import type { KeyAction } from "../core/types.ts";
import { button, el, icon, keyCap } from "./dom.ts";
import { type ActionName, capOf, strokeFor } from "./keys.ts";
import type { Tags } from "./tags.ts";

export interface ToolbarVerbs {
  tag(name: string): void;
  /** Read, and nothing to tag. */
  clear(): void;
  undo(): void;
  redo(): void;
  find(): void;
  outline(): void;
  guidelines(): void;
  appearance(): void;
  keys(): void;
  others(): void;
  list(): void;
  /** A finger or mouse came down on a tag: whatever is selected now is meant. */
  hold(): void;
}

/** So many tags stand in one row; more are given rows of their own, which scroll. */
const FEW = 5;

export class Toolbar {
  readonly element: HTMLElement;
  readonly tagButtons: HTMLElement;
  readonly find: HTMLButtonElement;
  readonly outline: HTMLButtonElement;
  readonly guidelines: HTMLButtonElement;
  readonly appearance: HTMLButtonElement;
  readonly keys: HTMLButtonElement;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #others: HTMLButtonElement;
  readonly #list: HTMLButtonElement;

  constructor(words: Wording, tags: Tags, keys: readonly KeyAction[], verbs: ToolbarVerbs, beside: readonly HTMLElement[]) {
    this.tagButtons = el("div", { class: "fcw-r-tags", role: "group", "aria-label": words.say("tags") },
      ...tags.offered().map((tag) => tagButton(tag.name, tag.key, tags, verbs)),
      clearButton(words, strokeFor(keys, "clear"), verbs));
    this.tagButtons.toggleAttribute("data-many", tags.offered().length > FEW);
    const tool = (sign: string, name: string, press: () => void, action: ActionName | null = null, shown = true): HTMLButtonElement => {
      const stroke = action === null ? "" : strokeFor(keys, action);
      return button({ class: "fcw-r-tool", "aria-label": words.say(name), title: words.say(name), ...(stroke === "" ? {} : { "aria-keyshortcuts": stroke }) }, press,
        icon(sign), stroke === "" || !shown ? null : keyCap(capOf(stroke)));
    };
    this.#undo = tool("undo", "undo", () => verbs.undo(), "undo", false);
    this.#redo = tool("redo", "redo", () => verbs.redo(), "redo", false);
    this.find = tool("search", "find", () => verbs.find(), "find");
    this.outline = tool("toc", "outline", () => verbs.outline(), "outline");
    this.guidelines = tool("menu_book", "guidelines", () => verbs.guidelines(), "guidelines");
    this.appearance = tool("text_fields", "appearance", () => verbs.appearance(), "appearance", false);
    this.keys = tool("keyboard", "keys", () => verbs.keys(), "keys");
    this.#others = tool("group", "others", () => verbs.others());
    this.#list = tool("notes", "card_list", () => verbs.list());
    this.#list.classList.add("fcw-r-only-drawer");
    this.keys.classList.add("fcw-r-not-sheet");
    this.element = el("div", { class: "fcw-r-toolbar", role: "toolbar", "aria-label": words.say("toolbar") },
      this.tagButtons,
      el("div", { class: "fcw-r-tools" }, this.#undo, this.#redo, this.find, this.outline, this.guidelines, this.appearance, this.keys, this.#others, this.#list),
      ...beside);
  }

  update(state: { readonly canUndo: boolean; readonly canRedo: boolean; readonly others: boolean; readonly locked: boolean; readonly activeTag: string | null }): void {
    this.#undo.disabled = !state.canUndo || state.locked;
    this.#redo.disabled = !state.canRedo || state.locked;
    this.#others.setAttribute("aria-pressed", String(state.others));
    for (const one of this.tagButtons.querySelectorAll("button")) {
      one.disabled = state.locked;
      if (one.dataset["tag"] === undefined) continue;
      one.setAttribute("aria-pressed", String(one.dataset["tag"] === state.activeTag));
    }
  }

  listOpen(open: boolean): void {
    this.#list.setAttribute("aria-pressed", String(open));
  }
}

function clearButton(words: Wording, stroke: string, verbs: ToolbarVerbs): HTMLButtonElement {
  const name = words.say("clear");
  const title = stroke === "" ? name : `${name} (${capOf(stroke)})`;
  return button({ class: "fcw-r-tool fcw-r-clear", "aria-label": name, title, ...(stroke === "" ? {} : { "aria-keyshortcuts": stroke }) }, () => verbs.clear(),
    icon("check"), stroke === "" ? null : el("kbd", { class: "fcw-r-key fcw-r-cap", "aria-hidden": "true", "data-cap": capOf(stroke) }));
}

function tagButton(name: string, key: string, tags: Tags, verbs: ToolbarVerbs): HTMLButtonElement {
  const element = button({ class: "fcw-r-tag", "data-tag": name, "aria-keyshortcuts": key, title: tags.get(name)?.description ?? "" }, () => verbs.tag(name),
    el("span", { class: "fcw-r-tag-name" }, name), keyCap(key), tags.swatch(name));
  element.style.setProperty("--fcw-r-c", tags.colour(name, "ink"));
  element.style.setProperty("--fcw-r-b", tags.colour(name, "fill"));
  element.addEventListener("pointerdown", () => verbs.hold());
  return element;
}
