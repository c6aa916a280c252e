/** Where evidence comes from: what is taken for an address, and what pasted text says of sources. */

export interface Source {
  /** Blank for a source without an address, such as a book. */
  readonly url: string;
  /** The title of what the address leads to; blank where none was given. */
  readonly citation: string;
}

export interface Pasted {
  readonly sources: readonly Source[];
  /** Addresses that are neither http nor https, as they stood there. */
  readonly refused: readonly string[];
  /** Lines that hold no address. */
  readonly without: number;
}

/** Beyond this a paste is a text, and no list of sources. */
const PASTE_LIMIT = 200_000;
const TITLE_LIMIT = 500;

/** The address as a link may hold it; null for anything but http and https, and for one with blanks. */
export function webAddress(text: string): string | null {
  // The workbench refuses a blank inside, which a browser would quietly encode.
  if (/[\s\p{Cc}]/u.test(text.trim())) return null;
  try {
    const url = new URL(text.trim());
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** The host that an address leads to, without `www.`; the text itself where it is no address. */
export function hostOf(address: string): string {
  const known = webAddress(address);
  return known === null ? address : new URL(known).host.replace(/^www\./, "");
}

/**
 * One source a line: an address, a Markdown link, or a title before or after an address. A line
 * right above a bare address is its title, as browsers copy it.
 */
export function readSources(text: string): Pasted {
  const sources: Source[] = [];
  const refused: string[] = [];
  let without = 0;
  let title = "";
  for (const line of text.slice(0, PASTE_LIMIT).split(/\r\n?|\n/).map(unbulleted)) {
    if (line === "") continue;
    const found = sourceOf(line);
    if (found === null) {
      title = line.slice(0, TITLE_LIMIT);
      without += 1;
      continue;
    }
    if (found.kind === "refused") refused.push(found.address);
    else {
      const isTitled = found.source.citation === "" && title !== "";
      if (isTitled) without -= 1;
      sources.push(isTitled ? { ...found.source, citation: title } : found.source);
    }
    title = "";
  }
  return { sources, refused, without };
}

type Found = { readonly kind: "source"; readonly source: Source } | { readonly kind: "refused"; readonly address: string } | null;

function sourceOf(line: string): Found {
  const link = linkOf(line);
  if (link !== null) return judged(link.address, link.title);
  const words = line.split(/\s+/);
  const at = words.findIndex((word) => SCHEME.test(bare(word)));
  if (at === -1) return null;
  const title = [...words.slice(0, at), ...words.slice(at + 1)].join(" ");
  return judged(bare(words[at] ?? ""), title.replace(/^[\s:–—|-]+|[\s:–—|-]+$/gu, ""));
}

/** A word that begins with a scheme: one that is known, or any followed by two strokes. */
const SCHEME = /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/|(?:javascript|data|vbscript|file|blob|about|mailto|view-source):)\S/i;

function judged(address: string, title: string): Found {
  const known = webAddress(address);
  if (known === null) return { kind: "refused", address };
  return { kind: "source", source: { url: address, citation: title.slice(0, TITLE_LIMIT) } };
}

/** Of `[title](address)` both; an address may hold brackets that are closed again. */
function linkOf(line: string): { readonly title: string; readonly address: string } | null {
  const middle = line.lastIndexOf("](");
  if (!line.startsWith("[") || !line.endsWith(")") || middle === -1) return null;
  const address = bare(line.slice(middle + 2, -1).trim());
  return SCHEME.test(address) ? { title: line.slice(1, middle).trim(), address } : null;
}

/** Without the pointed brackets, or the stop of the sentence, that stand around it. */
function bare(word: string): string {
  if (word.startsWith("<") && word.endsWith(">")) return word.slice(1, -1);
  const pair = /^\((.*)\)$/.exec(word);
  return (pair?.[1] ?? word).replace(/[,;.]+$/, "");
}

function unbulleted(line: string): string {
  return line.trim().replace(/^(?:[-*•]|\d{1,3}[.)])\s+/, "");
}
