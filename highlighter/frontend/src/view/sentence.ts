/** A sentence with buttons or links in it, told anew without making them anew: they keep the focus. */

import { el } from "./dom.ts";

const PART = /(\{\w+\})/;

export class Sentence {
  readonly element: HTMLElement = el("span");
  readonly #parts: Readonly<Record<string, Node>>;
  #pieces: readonly string[] = [];
  #nodes: readonly Node[] = [];

  /** `parts`: what stands where the sentence says `{name}`. */
  constructor(parts: Readonly<Record<string, Node>>) {
    this.#parts = parts;
  }

  tell(template: string): void {
    const pieces = template.split(PART).filter((piece) => piece !== "");
    const isAlike = pieces.length === this.#pieces.length && pieces.every((piece, at) => this.#part(piece) === this.#part(this.#pieces[at] as string));
    if (isAlike) pieces.forEach((piece, at) => this.#retell(piece, at));
    else {
      this.#nodes = pieces.map((piece) => this.#part(piece) ?? document.createTextNode(piece));
      this.element.replaceChildren(...this.#nodes);
    }
    this.#pieces = pieces;
  }

  #retell(piece: string, at: number): void {
    const node = this.#nodes[at];
    if (node instanceof Text && node.data !== piece) node.data = piece;
  }

  #part(piece: string): Node | undefined {
    return piece.startsWith("{") ? this.#parts[piece.slice(1, -1)] : undefined;
  }
}
