/** Whole graphemes: what a person sees as one character, however many code points it is. */

/** Moves UTF-16 indices out of the middle of graphemes, looking only at the text around them. */
export class Graphemes {
  readonly #text: string;
  readonly #language: string | undefined;
  #segmenter: Intl.Segmenter | null = null;

  constructor(text: string, language?: string) {
    this.#text = text;
    this.#language = language;
  }

  /** The start of the grapheme that `index` is inside of; `index` itself between two. */
  snapStart(index: number): number {
    return this.#around(index).start;
  }

  /** The end of the grapheme that `index` is inside of; `index` itself between two. */
  snapEnd(index: number): number {
    return this.#around(index).end;
  }

  #around(index: number): { start: number; end: number } {
    const text = this.#text;
    const at = Math.min(Math.max(0, index), text.length);
    if (surelyBetween(text, at)) return { start: at, end: at };
    let first = at - 1;
    while (!surelyBetween(text, first)) first -= 1;
    let last = at + 1;
    while (!surelyBetween(text, last)) last += 1;
    this.#segmenter ??= segmenterFor("grapheme", this.#language);
    const inside = this.#segmenter.segment(text.slice(first, last)).containing(at - first)!;
    const start = first + inside.index;
    return start === at ? { start, end: at } : { start, end: start + inside.segment.length };
  }
}

/** A segmenter for the language, or for none in particular where its name is not a valid one. */
export function segmenterFor(
  granularity: "grapheme" | "word",
  language: string | undefined,
): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Intl.Segmenter(undefined, { granularity });
  }
}

/**
 * Whether a grapheme boundary lies at `index` by the two characters beside it alone: always before
 * an ASCII character or a Han ideograph, unless a rare sign that joins what follows comes first.
 */
function surelyBetween(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return true;
  return standsAlone(text.charCodeAt(index)) && !joinsNext(text, index - 1);
}

function standsAlone(unit: number): boolean {
  return unit === 0x0a || (unit >= 0x20 && unit < 0x7f) || (unit >= 0x3400 && unit <= 0x9fff);
}

const JOINING = new Set([0x06dd, 0x070f, 0x0890, 0x0891, 0x08e2, 0x0d4e, 0x200d, 0x0d]);

function joinsNext(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit >= 0xdc00 && unit <= 0xdfff) {
    const high = index > 0 ? text.charCodeAt(index - 1) : 0;
    // The planes' parts that hold Indic scripts, where some signs join the letter after them.
    return high >= 0xd804 && high <= 0xd807;
  }
  return (unit >= 0x0600 && unit <= 0x0605) || JOINING.has(unit);
}
