/**
 * A note's Markdown as a small tree of known parts: nothing else can come of it, whatever it says.
 * Raw HTML and pictures stay the letters they are; a link leads to http or https or is none.
 */
import MarkdownIt from "markdown-it";
import type { Token } from "markdown-it";
import { webAddress } from "./sources.ts";

export type Kind = "p" | "heading" | "strong" | "em" | "s" | "code" | "pre" | "blockquote" | "ul" | "ol" | "li" | "br" | "hr" | "a";

export type NoteNode = string | NotePart;

export interface NotePart {
  readonly kind: Kind;
  readonly children: readonly NoteNode[];
  /** Of a link: an http or https address. */
  readonly href?: string;
  /** Of a numbered list: where it begins. */
  readonly start?: number;
}

const OPENS: Readonly<Record<string, Kind>> = {
  paragraph_open: "p", heading_open: "heading", strong_open: "strong", em_open: "em", s_open: "s",
  blockquote_open: "blockquote", bullet_list_open: "ul", ordered_list_open: "ol", list_item_open: "li", link_open: "a",
};
/** A longer note is shown as the letters it is: nobody writes it by hand, and parsing it would be felt. */
const LONGEST = 20_000;
const DEEPEST = 40;
/** A first line is looked for in so many lines, and is so long at most. */
const LINES = 20;
const LINE = 400;

// Left out: what would swallow letters (HTML, entities, link definitions) or make a heading of two lines.
const markdown = new MarkdownIt({ html: false, breaks: true, linkify: true, typographer: false, maxNesting: DEEPEST + 2 })
  .disable(["html_block", "html_inline", "image", "reference", "entity", "lheading", "code", "table"]);
markdown.validateLink = (address: string): boolean => webAddress(address) !== null;
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
for (const scheme of ["ftp:", "//", "mailto:"]) markdown.linkify.add(scheme, null);

/** The note of the open card is drawn at each of its changes. */
let last: { readonly note: string; readonly tree: readonly NoteNode[] } | null = null;

export function noteTree(note: string): readonly NoteNode[] {
  if (last?.note !== note) last = { note, tree: parsed(note) };
  return last.tree;
}

function parsed(note: string): readonly NoteNode[] {
  if (note.length > LONGEST) return [{ kind: "pre", children: [note] }];
  const tokens = markdown.parse(note, {});
  // What is nested deeper is left out by the parser: then the letters are worth more than their form.
  return tokens.some(({ level }) => level >= DEEPEST) ? [{ kind: "pre", children: [note] }] : treeOf(tokens);
}

/** The first line that says something, without its Markdown; blank where no line does. */
export function firstLine(note: string): string {
  const lines = note.slice(0, LONGEST).split("\n").filter((line) => line.trim() !== "");
  for (const line of lines.slice(0, LINES)) {
    const text = lettersOf(parsed(line.slice(0, LINE))).trim();
    if (text !== "") return text;
  }
  return "";
}

export function lettersOf(nodes: readonly NoteNode[]): string {
  return nodes.map((node) => typeof node === "string" ? node : node.kind === "br" ? "\n" : lettersOf(node.children)).join("");
}

type Growing = { kind: Kind; children: NoteNode[]; href?: string; start?: number };

function treeOf(tokens: readonly Token[]): readonly NoteNode[] {
  const root: Growing = { kind: "p", children: [] };
  const open: Growing[] = [root];
  const add = (node: NoteNode): void => { open[open.length - 1]?.children.push(node); };
  for (const token of tokens) {
    if (token.nesting === 1) {
      const part = opened(token);
      add(part);
      open.push(part);
    } else if (token.nesting === -1) open.pop();
    else for (const node of leaf(token)) add(node);
  }
  return root.children;
}

function opened(token: Token): Growing {
  const part: Growing = { kind: OPENS[token.type] ?? "p", children: [] };
  const href = part.kind === "a" ? webAddress(String(token.attrGet("href") ?? "")) : null;
  if (href !== null) part.href = href;
  const start = part.kind === "ol" ? Number(token.attrGet("start") ?? 1) : 1;
  if (start !== 1) part.start = start;
  return part;
}

function leaf(token: Token): readonly NoteNode[] {
  switch (token.type) {
    case "inline": return treeOf(token.children ?? []);
    case "softbreak":
    case "hardbreak": return [{ kind: "br", children: [] }];
    case "hr": return [{ kind: "hr", children: [] }];
    case "code_inline": return [{ kind: "code", children: [token.content] }];
    case "fence": return [{ kind: "pre", children: [token.content] }];
    default: return token.content === "" ? [] : [token.content];
  }
}
