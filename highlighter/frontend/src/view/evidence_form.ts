/** The form of one piece of evidence: address, title, what it says, how it stands to the passage. */

import { holdsSecret, type Source, webAddress } from "../core/sources.ts";
import type { Evidence, Stance } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon } from "./dom.ts";

const STANCES: readonly Stance[] = ["supports", "contradicts", "context"];

export interface FormEvents {
  removed(): void;
  /** Something was pasted into the address; false: it goes in as it is. */
  pasted(text: string): boolean;
}

export class EvidenceForm {
  readonly element: HTMLElement;
  readonly #words: Wording;
  readonly #url: HTMLInputElement;
  readonly #title: HTMLInputElement;
  readonly #quote: HTMLInputElement;
  readonly #stance: HTMLSelectElement;
  readonly #fault: HTMLElement = el("div", { class: "fcw-r-fault", role: "alert" });

  constructor(item: Evidence | null, stance: Stance, words: Wording, events: FormEvents) {
    this.#words = words;
    this.#url = field("url", "https://", words.say("evidence_url"), item?.url ?? "", "4000");
    this.#title = field("text", words.say("evidence_title"), words.say("evidence_title"), item?.citation ?? "", "4000");
    this.#quote = field("text", words.say("evidence_quote"), words.say("evidence_quote"), item?.quote ?? "", "20000");
    this.#stance = el("select", { class: "fcw-r-field", "aria-label": words.say("evidence_stance") },
      ...STANCES.map((one) => el("option", { value: one }, words.say(`stance_${one}`))));
    this.#stance.value = item?.stance ?? stance;
    this.#url.addEventListener("paste", (event) => {
      const isWhole = this.#url.selectionStart === 0 && this.#url.selectionEnd === this.#url.value.length;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if ((isWhole || this.#url.value.trim() === "") && events.pasted(text)) event.preventDefault();
    });
    const drop = button({ class: "fcw-r-quiet", "aria-label": words.say("evidence_remove"), title: words.say("evidence_remove") }, () => events.removed(), icon("close"));
    this.element = el("div", { class: "fcw-r-evidence-form" }, this.#url, this.#title, this.#quote,
      el("div", { class: "fcw-r-evidence-last" }, this.#stance, drop), this.#fault);
  }

  focus(): void {
    this.#url.focus();
  }

  fill({ url, citation }: Source): void {
    this.#url.value = url;
    if (citation !== "") this.#title.value = citation;
  }

  isEmpty(): boolean {
    return [this.#url, this.#title, this.#quote].every((one) => one.value.trim() === "");
  }

  /** The item; null where something is wrong, which is then said at its field. */
  read(): Evidence | null {
    const [url, citation, quote] = [this.#url, this.#title, this.#quote].map((one) => one.value.trim()) as [string, string, string];
    const fault = faultOf(url, citation);
    const sentence = fault === null ? "" : this.#words.say(fault);
    // Said once: an alert that is written anew is heard anew.
    if (this.#fault.textContent !== sentence) this.#fault.textContent = sentence;
    this.#url.setAttribute("aria-invalid", String(fault !== null));
    if (fault !== null) return null;
    return { url, quote, stance: this.#stance.value as Stance, ...(citation === "" ? {} : { citation }) };
  }
}

/** The words' key of what is wrong with a source. */
function faultOf(url: string, citation: string): string | null {
  if (url === "") return citation === "" ? "evidence_blank" : null;
  if (webAddress(url) === null) return "evidence_url_wrong";
  return holdsSecret(url) ? "evidence_url_secret" : null;
}

function field(type: string, placeholder: string, label: string, value: string, limit: string): HTMLInputElement {
  // Addresses and what pages say of themselves are written from left to right or as their letters go.
  const element = el("input", { class: "fcw-r-field", type, placeholder, "aria-label": label, maxlength: limit, dir: type === "url" ? "ltr" : "auto", autocomplete: "off" });
  element.value = value;
  return element;
}
