/** Where cards lie in the margin: each at its passage's line, pushed apart, never one upon another. */

export const GAP = 6;
/** Where many cards stand above the open one, it may lie so far below its line; then they slide away upwards. */
const DRIFT = 120;

export interface Wish {
  /** Where the card would lie if it were alone. */
  readonly top: number;
  readonly height: number;
}

/**
 * The tops of the cards, in order. The fixed one (the open card) lies where it wishes, the ones
 * before it move up for it, beyond 0 if they must; all others are only pushed down.
 */
export function stack(wishes: readonly Wish[], fixed: number | null): number[] {
  const tops = pushDown(wishes, 0);
  const open = fixed === null ? undefined : wishes[fixed];
  if (fixed === null || open === undefined || tops[fixed] === open.top) return tops;
  const above = pushUp(tops.slice(0, fixed), wishes, open.top);
  const shift = Math.min(DRIFT, Math.max(0, -(above[0] ?? 0)));
  const below = pushDown(wishes.slice(fixed), open.top + shift);
  return [...above.map((top) => top + shift), open.top + shift, ...below.slice(1)];
}

function pushDown(wishes: readonly Wish[], floor: number): number[] {
  let free = floor;
  return wishes.map((wish) => {
    const top = Math.max(wish.top, free);
    free = top + wish.height + GAP;
    return top;
  });
}

/** Moves the last ones up as far as they stand in the way of something at `ceiling`. */
function pushUp(tops: number[], wishes: readonly Wish[], ceiling: number): number[] {
  let limit = ceiling;
  for (let index = tops.length - 1; index >= 0; index -= 1) {
    const { height } = wishes[index] as Wish;
    if ((tops[index] as number) + height + GAP <= limit) break;
    limit -= height + GAP;
    tops[index] = limit;
  }
  return tops;
}
