/** The address of a passage, and how it gets to where it is pasted from. */

import type { Wording } from "../core/wording.ts";
import { el } from "./dom.ts";

/** Where the reader opens that article with this passage's card. */
export function passageAddress(page: string, article: number, passage: string): string {
  const address = new URL(page);
  address.search = new URLSearchParams({ article: String(article), passage }).toString();
  address.hash = "";
  return address.href;
}

/** False where the browser does not let the page copy: on an address without TLS, or forbidden. */
export async function copied(text: string): Promise<boolean> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (clipboard === undefined) return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    // Refused by the browser or its owner: the field shows the address instead.
    return false;
  }
}

/** The address to be copied by hand: there, and selected. */
export class LinkField {
  readonly element: HTMLElement;
  readonly #field: HTMLInputElement;

  constructor(address: string, words: Wording) {
    this.#field = el("input", { class: "fcw-r-field", type: "text", readonly: "", dir: "ltr", "aria-label": words.say("link_by_hand") });
    this.#field.value = address;
    this.#field.addEventListener("focus", () => this.#field.select());
    this.element = el("div", { class: "fcw-r-editor" }, el("div", { class: "fcw-r-question", "aria-hidden": "true" }, words.say("link_by_hand")), this.#field);
  }

  focus(): void {
    this.#field.focus();
    this.#field.select();
  }

  /** There is nothing to keep. */
  commit(): true {
    return true;
  }
}
