/** A note on the screen: its tree made of elements, text as text. */

import { lettersOf, type NoteNode, type NotePart, noteTree } from "../core/markdown.ts";
import { el } from "./dom.ts";

const ELEMENTS: Readonly<Record<Exclude<NotePart["kind"], "a" | "heading" | "ol" | "pre">, keyof HTMLElementTagNameMap>> = {
  p: "p", strong: "strong", em: "em", s: "s", code: "code", blockquote: "blockquote", ul: "ul", li: "li", br: "br", hr: "hr",
};

export function noteView(note: string, name: string): HTMLElement {
  return el("div", { class: "fcw-r-note", role: "group", "aria-label": name }, ...noteTree(note).map(shown));
}

function shown(node: NoteNode): Node {
  if (typeof node === "string") return document.createTextNode(node);
  const children = node.children.map(shown);
  switch (node.kind) {
    case "a": return link(node, children);
    // A heading of the note is none of the page.
    case "heading": return el("p", { class: "fcw-r-note-heading", dir: "auto" }, ...children);
    case "ol": return el("ol", { dir: "auto", start: String(node.start ?? 1) }, ...children);
    case "pre": return el("pre", { dir: "auto" }, lettersOf(node.children).replace(/\n$/, ""));
    case "br": case "hr": return el(node.kind);
    case "strong": case "em": case "s": case "code": return el(ELEMENTS[node.kind], {}, ...children);
    default: return el(ELEMENTS[node.kind], { dir: "auto" }, ...children);
  }
}

function link(node: NotePart, children: readonly Node[]): HTMLElement {
  if (node.href === undefined) return el("span", {}, ...children);
  return outward(node.href, {}, ...children);
}

/** A link that leaves the workbench: the page it opens learns nothing of ours. */
export function outward(address: string, attributes: Readonly<Record<string, string>>, ...children: readonly Node[]): HTMLAnchorElement {
  return el("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
