/** The evidence of a passage: shown as links, changed in small forms, several to a passage. */

import type { Evidence, Stance } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon } from "./dom.ts";

/** A source without an address, as imports and the API may bring one: shown and kept, not asked for here. */
type Cited = Evidence & { readonly citation?: string };

const STANCES: readonly Stance[] = ["supports", "contradicts", "context"];

/** The address as a link may hold it; null for anything but http and https, and for one with blanks. */
export function webAddress(text: string): string | null {
  // The workbench refuses a blank inside, which a browser would quietly encode.
  if (/\s/u.test(text.trim())) return null;
  try {
    const url = new URL(text.trim());
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

export function evidenceRow(item: Evidence, words: Wording): HTMLElement {
  const address = webAddress(item.url);
  const source = (item as Cited).citation ?? item.url.replace(/^https?:\/\/(www\.)?/, "");
  const label = item.quote !== "" ? item.quote : source;
  const text = address === null
    ? el("span", { class: "fcw-r-evidence-text" }, label)
    : el("a", { class: "fcw-r-evidence-text", href: address, target: "_blank", rel: "noopener noreferrer", title: source }, label);
  const stance = el("span", { class: "fcw-r-stance" }, words.say(`stance_${item.stance}`));
  return el("div", { class: "fcw-r-evidence" }, icon("link"), text, stance);
}

/** The forms of all items and an empty one; `changed` hears every complete list, `closed` the end. */
export class EvidenceEditor {
  readonly element: HTMLElement = el("div", { class: "fcw-r-editor" });
  readonly #words: Wording;
  readonly #changed: (items: readonly Evidence[]) => void;
  readonly #resized: () => void;
  readonly #rows: Row[] = [];
  #told: string;

  constructor(items: readonly Evidence[], words: Wording, changed: (items: readonly Evidence[]) => void, closed: () => void, resized: () => void) {
    this.#words = words;
    this.#changed = changed;
    this.#resized = resized;
    this.#told = JSON.stringify(items);
    const add = button({ class: "fcw-r-quiet" }, () => this.#add(null).focus(), words.say("evidence_add"));
    const done = button({ class: "fcw-r-quiet" }, () => { if (this.commit()) closed(); }, words.say("done"));
    this.element.append(el("div", { class: "fcw-r-editor-foot" }, add, done));
    for (const item of items) this.#add(item);
    this.#add(null);
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.commit();
    });
    this.element.addEventListener("change", () => this.commit());
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement && this.commit()) closed();
    });
  }

  focus(): void {
    this.#rows[this.#rows.length - 1]?.focus();
  }

  /** Tells the list if every row that is filled in is right; else says at the field what is wrong. */
  commit(): boolean {
    const filled = this.#rows.filter((row) => !row.isEmpty());
    const items = filled.map((row) => row.read());
    this.#resized();
    if (items.includes(null)) return false;
    const told = JSON.stringify(items);
    if (told !== this.#told) {
      this.#told = told;
      this.#changed(items as Evidence[]);
    }
    return true;
  }

  #add(item: Evidence | null): Row {
    const row = new Row(item, this.#words, () => {
      this.#rows.splice(this.#rows.indexOf(row), 1);
      row.element.remove();
      this.commit();
    });
    this.#rows.push(row);
    this.element.lastElementChild?.before(row.element);
    return row;
  }
}

class Row {
  readonly element: HTMLElement;
  readonly #words: Wording;
  readonly #citation: string | undefined;
  readonly #url: HTMLInputElement;
  readonly #quote: HTMLInputElement;
  readonly #stance: HTMLSelectElement;
  readonly #fault: HTMLElement = el("div", { class: "fcw-r-fault", role: "alert" });

  constructor(item: Evidence | null, words: Wording, remove: () => void) {
    this.#words = words;
    this.#url = el("input", { class: "fcw-r-field", type: "url", placeholder: "https://", "aria-label": words.say("evidence_url"), maxlength: "2000" });
    this.#quote = el("input", { class: "fcw-r-field", type: "text", placeholder: words.say("evidence_quote"), "aria-label": words.say("evidence_quote"), maxlength: "4000" });
    this.#stance = el("select", { class: "fcw-r-field", "aria-label": words.say("evidence_stance") },
      ...STANCES.map((stance) => el("option", { value: stance }, words.say(`stance_${stance}`))));
    this.#citation = (item as Cited | null)?.citation;
    this.#url.value = item?.url ?? "";
    this.#quote.value = item?.quote ?? "";
    this.#stance.value = item?.stance ?? "supports";
    const drop = button({ class: "fcw-r-quiet", "aria-label": words.say("evidence_remove") }, remove, icon("close"));
    this.element = el("div", { class: "fcw-r-evidence-form" }, this.#url, this.#quote, el("div", { class: "fcw-r-evidence-last" }, this.#stance, drop), this.#fault);
  }

  focus(): void {
    this.#url.focus();
  }

  isEmpty(): boolean {
    return this.#url.value.trim() === "" && this.#quote.value.trim() === "" && this.#citation === undefined;
  }

  read(): Evidence | null {
    const url = this.#url.value.trim();
    const wrong = webAddress(url) === null && (url !== "" || this.#citation === undefined);
    this.#fault.textContent = wrong ? this.#words.say("evidence_url_wrong") : "";
    this.#url.setAttribute("aria-invalid", String(wrong));
    if (wrong) return null;
    const item: Cited = { url, quote: this.#quote.value.trim(), stance: this.#stance.value as Stance };
    return this.#citation === undefined ? item : ({ ...item, citation: this.#citation } as Cited);
  }
}
