/** A stretch of the text as it is drawn, piece by piece; a piece whose letters stand as before is left where it stands. */

import type { Piece } from "./marks.ts";
import type { Passage } from "./passages.ts";

/** Draws a piece: on a node of its own, on one of its kind with its letters, or nothing where it looks as before. */
export interface Pen {
  make(piece: Piece): HTMLElement | Text;
  change(node: ChildNode, piece: Piece): void;
  keep(node: ChildNode, piece: Piece): void;
}

type Kind = "mark" | "cleared" | "plain";

interface Drawn {
  /** Pieces of one look cannot be told apart on the screen. */
  readonly look: string;
  readonly kind: Kind;
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
    this.#drawn = letters === null ? [] : [{ look: "", kind: "plain", start, node: letters, letters }];
  }

  /**
   * Draws what differs from what is there: on the same node where it has the same letters, which are
   * not laid out again then. `keep` hears which piece a node that looks as before now shows.
   */
  draw(pieces: readonly Piece[], pen: Pen): void {
    const before = this.#drawn;
    const looks = pieces.map(lookOfPiece);
    const shorter = Math.min(before.length, looks.length);
    let head = 0;
    while (head < shorter && before[head]?.look === looks[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && before[before.length - 1 - tail]?.look === looks[looks.length - 1 - tail]) tail += 1;
    const from = before.length - tail;
    const to = pieces.length - tail;
    const old = new Map(before.slice(head, from).map((one) => [one.start, one]));
    const drawn = pieces.slice(head, to).map((piece, index) => this.#redraw(piece, looks[head + index] as string, old, pen));
    for (const { node } of old.values()) node.remove();
    let next = before[from]?.node ?? null;
    for (const { node } of [...drawn].reverse()) {
      if (node.parentNode === null) this.element.insertBefore(node, next);
      next = node;
    }
    this.#drawn = [...before.slice(0, head), ...drawn, ...before.slice(from)];
    this.#drawn.forEach(({ node }, index) => {
      if (index < head || index >= to) pen.keep(node, pieces[index] as Piece);
    });
  }

  /** On the node of `old` that has the piece's letters, which is taken out of it, else on a new one. */
  #redraw(piece: Piece, look: string, old: Map<number, Drawn>, pen: Pen): Drawn {
    const there = old.get(piece.start);
    if (there === undefined || there.kind !== kindOf(piece) || there.letters.data.length !== piece.end - piece.start) return drawnAs(piece, look, pen.make(piece));
    old.delete(piece.start);
    if (there.look === look) pen.keep(there.node, piece);
    else pen.change(there.node, piece);
    return { ...there, look };
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
  return { look, kind: kindOf(piece), start: piece.start, node, letters: (node instanceof Text ? node : node.firstChild) as Text };
}

function kindOf({ passages, cleared }: Piece): Kind {
  return passages.length > 0 ? "mark" : cleared ? "cleared" : "plain";
}

function lookOfPiece({ start, end, cleared, passages }: Piece): string {
  return [start, end, cleared, ...passages.map(lookOf)].join("|");
}

/** Two passages of one look cannot be told apart on the screen. */
export function lookOf({ id, start, end, tag, lane, mine, look }: Passage): string {
  return `${id} ${start} ${end} ${tag} ${lane}${look === undefined ? "" : ` ${mine} ${look.name}`}`;
}
