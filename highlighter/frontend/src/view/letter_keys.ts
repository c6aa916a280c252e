/** Which strokes act where: a bare letter pressed or spoken by accident must be able to change nothing. */

/** A modifier makes them meant, or no character is typed with them. */
const NO_CHARACTER = /^(?:(?:Mod|Alt)\+.+|(?:Shift\+)?(?:Arrow\w+|Escape|Enter|F\d{1,2}))$/u;
/** No link, button or field beside the reader takes these. */
const NOBODY_ELSES = /^(?:Mod\+(?:Shift\+)?.|Escape|(?:Shift\+)?F\d{1,2})$/u;
const SHORTCUTS = "aria-keyshortcuts";
const SWITCHED_OFF = "data-keyshortcuts";

/** Whether the stroke acts where single-letter keys are on (`letters`) or off. */
export function acts(stroke: string, letters: boolean): boolean {
  return letters || NO_CHARACTER.test(stroke);
}

/** Whether the stroke acts while a control beside the reader has the focus. */
export function actsFromElsewhere(stroke: string): boolean {
  return NOBODY_ELSES.test(stroke);
}

/** Something beside the reader has the focus: neither it, nor what it stands in, nor the page as a whole. */
export function isElsewhere(target: EventTarget | null, root: Element): boolean {
  return target instanceof Element && !root.contains(target) && !target.contains(root);
}

/** Buttons show and tell no key that does nothing. */
export function showLetterKeys(root: HTMLElement, letters: boolean): void {
  if (root.hasAttribute("data-letters-off") !== letters) return;
  root.toggleAttribute("data-letters-off", !letters);
  const [from, to] = letters ? [SWITCHED_OFF, SHORTCUTS] : [SHORTCUTS, SWITCHED_OFF];
  for (const one of root.querySelectorAll(`[${from}]`)) {
    const stroke = one.getAttribute(from) ?? "";
    if (acts(stroke.replace(/^Control\+/, "Mod+"), letters) !== letters) continue;
    one.setAttribute(to, stroke);
    one.removeAttribute(from);
  }
}
