/**
 * What was drawn long ago and lies far from the window is forgotten: the browser keeps the letters' places
 * and the looks of everything it ever drew, and reading a long article to its end would fill the memory.
 */

/** So many sections that are off the screen stay as they were drawn, for who turns back. */
const KEPT = 6;
/** Milliseconds without anything coming or going. */
const REST = 1_000;

/** Told by the browser of each element that it no longer draws, or draws again. */
interface SkippedEvent extends Event {
  readonly skipped: boolean;
}

export function forgetFarAway(elements: readonly HTMLElement[]): void {
  const drawn = new Set<HTMLElement>();
  let rest = 0;
  for (const element of elements) element.addEventListener("contentvisibilityautostatechange", (event) => {
    drawn.delete(element);
    if (!(event as SkippedEvent).skipped) return;
    drawn.add(element);
    clearTimeout(rest);
    if (drawn.size > KEPT) rest = window.setTimeout(() => forget(oldest(drawn)), REST);
  });
}

/** All but those that went last, which are taken out of what is drawn. */
function oldest(drawn: Set<HTMLElement>): HTMLElement[] {
  const gone = [...drawn].slice(0, -KEPT);
  for (const element of gone) drawn.delete(element);
  return gone;
}

function forget(elements: readonly HTMLElement[]): void {
  for (const element of elements) element.style.display = "none";
  // Only the style is asked for: no line of the page is laid out while they are away.
  for (const element of elements) void getComputedStyle(element).display;
  for (const element of elements) element.style.display = "";
}
