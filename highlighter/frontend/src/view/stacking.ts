/** Where cards lie in the margin: each at its passage's line, pushed apart, never one upon another. */

export const GAP = 6;

export interface Wish {
  /** Where the card would lie if it were alone. */
  readonly top: number;
  readonly height: number;
}

/**
 * The tops of the cards, in order. The fixed one (the open card) lies where it wishes, the ones
 * before it move up for it as far as there is room; all others are only pushed down.
 */
export function stack(wishes: readonly Wish[], fixed: number | null): number[] {
  const tops: number[] = [];
  let floor = 0;
  for (const wish of wishes) {
    const top = Math.max(wish.top, floor);
    tops.push(top);
    floor = top + wish.height + GAP;
  }
  if (fixed === null || wishes[fixed] === undefined) return tops;
  pushUp(tops, wishes, fixed);
  floor = 0;
  return tops.map((top, index) => {
    const settled = Math.max(index > fixed ? (wishes[index] as Wish).top : top, floor);
    floor = settled + (wishes[index] as Wish).height + GAP;
    return settled;
  });
}

function pushUp(tops: number[], wishes: readonly Wish[], fixed: number): void {
  let ceiling = (wishes[fixed] as Wish).top;
  tops[fixed] = ceiling;
  for (let index = fixed - 1; index >= 0; index -= 1) {
    const height = (wishes[index] as Wish).height;
    if ((tops[index] as number) + height + GAP <= ceiling) return;
    ceiling -= height + GAP;
    tops[index] = ceiling;
  }
}
