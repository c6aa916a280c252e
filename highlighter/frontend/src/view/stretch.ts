/** A stretch of the text as it is drawn, piece by piece; a piece that looks as before is left where it stands. */

import type { Piece } from "./marks.ts";
import type { Passage } from "./passages.ts";

interface Drawn {
  /** Pieces of one look cannot be told apart on the screen. */
  readonly look: string;
  readonly start: number;
  readonly node: ChildNode;
  readonly letters: Text;
}

export class Stretch {
  readonly element: HTMLElement;
  #drawn: readonly Drawn[];

  /** `element` holds the plain text from `start` (UTF-16) on. */
  constructor(element: HTMLElement, start: number) {
    this.element = element;
    const letters = element.firstChild as Text | null;
    this.#drawn = letters === null ? [] : [{ look: "", start, node: letters, letters }];
  }

  /** Makes anew what differs from what is there; `keep` hears which piece a node that stays now shows. */
  draw(pieces: readonly Piece[], make: (piece: Piece) => HTMLElement | Text, keep: (node: ChildNode, piece: Piece) => void): void {
    const before = this.#drawn;
    const looks = pieces.map(lookOfPiece);
    const shorter = Math.min(before.length, looks.length);
    let head = 0;
    while (head < shorter && before[head]?.look === looks[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && before[before.length - 1 - tail]?.look === looks[looks.length - 1 - tail]) tail += 1;
    const from = before.length - tail;
    const to = pieces.length - tail;
    const made = pieces.slice(head, to).map((piece, index) => drawnAs(piece, looks[head + index] as string, make(piece)));
    const next = before[from]?.node ?? null;
    for (const { node } of before.slice(head, from)) node.remove();
    for (const { node } of made) this.element.insertBefore(node, next);
    this.#drawn = [...before.slice(0, head), ...made, ...before.slice(from)];
    this.#drawn.forEach(({ node }, index) => {
      if (index < head || index >= to) keep(node, pieces[index] as Piece);
    });
  }

  /** The text node and offset of a position of the stretch; at a seam the end of the earlier node if `earlier`. */
  place(position: number, earlier: boolean): [Node, number] {
    const found = this.#drawn[this.#at(position, earlier)];
    return found === undefined ? [this.element, 0] : [found.letters, Math.min(position - found.start, found.letters.data.length)];
  }

  /** The text nodes that share a letter with the span, each with the offsets between which it does. */
  letters(span: { readonly start: number; readonly end: number }): [Text, number, number][] {
    const found: [Text, number, number][] = [];
    for (let at = this.#at(span.start, false); at < this.#drawn.length; at += 1) {
      const { start, letters } = this.#drawn[at] as Drawn;
      if (start >= span.end) break;
      const [from, to] = [Math.max(0, span.start - start), Math.min(letters.data.length, span.end - start)];
      if (from < to) found.push([letters, from, to]);
    }
    return found;
  }

  #at(position: number, earlier: boolean): number {
    let low = 0;
    let high = this.#drawn.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const { start } = this.#drawn[middle] as Drawn;
      if (start < position || (!earlier && start === position)) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }
}

function drawnAs(piece: Piece, look: string, node: HTMLElement | Text): Drawn {
  return { look, start: piece.start, node, letters: (node instanceof Text ? node : node.firstChild) as Text };
}

function lookOfPiece({ start, end, cleared, passages }: Piece): string {
  return [start, end, cleared, ...passages.map(lookOf)].join("|");
}

/** Two passages of one look cannot be told apart on the screen. */
export function lookOf({ id, start, end, tag, lane, mine, look }: Passage): string {
  return `${id} ${start} ${end} ${tag} ${lane}${look === undefined ? "" : ` ${mine} ${look.name}`}`;
}
