/** Where one was in the article when the page went: a reload, whoever asked for it, leads back there. */

import type { Stage } from "./stage.ts";

/** Tells where one is when the page goes. */
export function keepPlace(stage: Stage, signal: AbortSignal): void {
  window.addEventListener("pagehide", () => {
    const open = stage.active === null ? undefined : stage.passages.get(stage.active);
    const place = open?.start ?? (stage.cursor.isResting ? undefined : stage.cursor.range?.start);
    try {
      if (place === undefined) sessionStorage.removeItem(keyOf(stage));
      else sessionStorage.setItem(keyOf(stage), String(place));
    } catch {
      // A full or closed store costs the place, nothing else.
    }
  }, { signal });
}

/** After a reload the cursor is seen where one was. False where nothing is known, or the page was not reloaded. */
export function takeUpPlace(stage: Stage): boolean {
  const kept = sessionStorage.getItem(keyOf(stage));
  sessionStorage.removeItem(keyOf(stage));
  const place = Number(kept);
  if (kept === null || !isReload() || !Number.isInteger(place) || place < 0 || place >= stage.article.text.length) return false;
  stage.goTo(place);
  return true;
}

/** Once a page: whoever comes to the article later came by a link. */
let isFirst = true;

function isReload(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const reloaded = isFirst && entry?.type === "reload";
  isFirst = false;
  return reloaded;
}

function keyOf({ session: { data } }: Stage): string {
  return `workbench:place:${data.instance}:${data.reviewer.id}:${data.revision.id}`;
}
