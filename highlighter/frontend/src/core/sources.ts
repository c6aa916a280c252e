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
  /** So many addresses that hold a name and a password. */
  readonly secret: number;
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

/** Whether an address holds a name or a password, which whoever reads the evidence would get to know. */
export function holdsSecret(text: string): boolean {
  const known = webAddress(text);
  if (known === null) return false;
  const { username, password } = new URL(known);
  return username !== "" || password !== "";
}

/** Where on the host it leads, as it was written; blank for the host's own page. */
export function pathOf(address: string): string {
  const rest = address.trim().replace(/^[a-z]+:[\\/]*[^\\/?#]*/i, "");
  return rest === "/" ? "" : rest;
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
  let secret = 0;
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
    else if (holdsSecret(found.source.url)) secret += 1;
    else {
      const isTitled = found.source.citation === "" && title !== "";
      if (isTitled) without -= 1;
      sources.push(isTitled ? { ...found.source, citation: title } : found.source);
    }
    title = "";
  }
  return { sources, refused, secret, without };
}

type Found = { readonly kind: "source"; readonly source: Source } | { readonly kind: "refused"; readonly address: string } | null;

function sourceOf(line: string): Found {
  const link = linkOf(line);
  if (link !== null) return judged(link.address, link.title);
  const words = line.split(/\s+/);
  const schemed = words.findIndex((word) => SCHEME.test(bare(word)));
  const at = schemed === -1 ? words.findIndex((word) => isBare(bare(word), words.length === 1)) : schemed;
  if (at === -1) return null;
  const title = [...words.slice(0, at), ...words.slice(at + 1)].join(" ");
  const address = bare(words[at] ?? "");
  return judged(schemed === -1 ? `https://${address}` : address, title.replace(/^[\s:–—|-]+|[\s:–—|-]+$/gu, ""));
}

/** A word that begins with a scheme: one that is known, or any followed by two strokes. */
const SCHEME = /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/|(?:javascript|data|vbscript|file|blob|about|mailto|view-source):)\S/i;

/** An address as people say it, without its scheme: `www.…`, or a host with a path. */
const BARE = /^(?:www\.(?:[\p{L}\p{N}-]+\.)+|(?:[\p{L}\p{N}-]+\.)+(?=\p{L}+(?::\d+)?\/))\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/iu;
/** A host and no more, which only a line of its own can be: a sentence's end may lack its blank. */
const HOST = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?$/iu;
const FILE = /\.(?:pdf|html?|docx?|odt|rtf|txt|md|csv|xlsx?|pptx?|jpe?g|png|gif|mp[34])$/i;

function isBare(word: string, alone: boolean): boolean {
  return BARE.test(word) || (alone && HOST.test(word) && !FILE.test(word));
}

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
  const known = SCHEME.test(address) ? address : isBare(address, true) ? `https://${address}` : null;
  return known === null ? null : { title: line.slice(1, middle).trim(), address: known };
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
