/** What each tag means, and the guidelines in force, one key away from the text. */

import type { ReaderData } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { el, keyCap } from "./dom.ts";
import { noteView } from "./markdown.ts";
import type { Tags } from "./tags.ts";

export interface GuidelinesSheet {
  readonly element: HTMLElement;
  /** Where the sheet opens: at the tag that is meant, else at its top. */
  readonly first: HTMLElement | null;
}

/** Definition, examples, a counter-example and where the tag ends, opened at the tag named `meant`; then how to read. */
export function guidelinesSheet(tags: Tags, words: Wording, meant: string | null, inForce: ReaderData["guidelines"]): GuidelinesSheet {
  const offered = tags.all.filter((tag) => !tag.retired || tag.name === meant);
  const parts = offered.map((tag) => {
    const name = el("span", { class: "fcw-r-card-tag" }, tag.name);
    name.style.color = tags.colour(tag.name, "ink");
    const line = (key: string, text: string): HTMLElement | null => text === "" ? null : el("p", {}, el("b", {}, words.say(key)), " ", text);
    const section = el("section", { class: "fcw-r-guideline", "data-guideline": tag.name, tabindex: "-1", "aria-label": tag.name },
      el("h3", {}, tags.swatch(tag.name), name, tag.retired ? null : keyCap(tag.key)),
      el("p", { dir: "auto" }, tag.description),
      ...tag.examples.map((example) => line("example", example)),
      line("counter_example", tag.counter_example),
      line("boundary", tag.boundary));
    if (tag.name === meant) section.setAttribute("aria-current", "true");
    return section;
  });
  const element = el("div", { class: "fcw-r-sheet fcw-r-guidelines" }, el("h2", {}, words.say("guidelines")), ...parts);
  if (inForce.markdown.trim() !== "") {
    const named = words.say("guidelines_version", { n: inForce.version });
    element.append(el("section", { class: "fcw-r-guideline", "data-version": String(inForce.version) }, el("h3", {}, named), noteView(inForce.markdown, named)));
  }
  return { element, first: parts.find((part) => part.dataset["guideline"] === meant) ?? null };
}

/** The tag that somebody wants to know about: of the focused button, else of the open passage. */
export function meantTag(active: string | null): string | null {
  const at = document.activeElement?.closest<HTMLElement>("[data-choose], button[data-tag]");
  return at?.dataset["choose"] ?? at?.dataset["tag"] ?? active;
}
