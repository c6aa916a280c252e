/** One piece of evidence as an open card shows it. */

import { hostOf, pathOf, webAddress } from "../core/sources.ts";
import type { Evidence } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { el, icon } from "./dom.ts";
import { outward } from "./markdown.ts";

/** By its title; without one by the host, and quietly where on it. */
export function evidenceRow(item: Evidence, words: Wording): HTMLElement {
  const address = webAddress(item.url);
  const stance = el("span", { class: "fcw-r-stance" }, words.say(`stance_${item.stance}`));
  const head = el("div", { class: "fcw-r-evidence" }, icon(address === null ? "menu_book" : "link"), sourceView(item, address), stance);
  const said = item.quote === "" ? null : el("div", { class: "fcw-r-evidence-quote", dir: "auto" }, item.quote);
  return el("li", { class: "fcw-r-evidence-item" }, head, said);
}

function sourceView(item: Evidence, address: string | null): HTMLElement {
  const title = item.citation ?? "";
  const attributes = { class: "fcw-r-evidence-text", dir: "auto" };
  if (address === null) return el("span", attributes, title === "" ? item.url : title);
  if (title !== "") return outward(address, { ...attributes, title: item.url }, document.createTextNode(title));
  return outward(address, { ...attributes, class: "fcw-r-evidence-text fcw-r-evidence-bare", title: item.url },
    document.createTextNode(hostOf(address)), el("span", { class: "fcw-r-evidence-path" }, pathOf(item.url)));
}

/** What a conflict and a folded line call it. */
export function sourceName(item: Evidence): string {
  return item.citation || hostOf(item.url);
}
