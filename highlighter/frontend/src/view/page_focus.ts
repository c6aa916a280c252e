/** A page that is drawn again takes no control from under the hands of whoever uses the keyboard. */

const FOCUSABLE = "a[href], button, input, textarea, select, summary, [tabindex='0']";
/** What lies over the page: when it closes, the person is back where they opened it. */
const OVERLAY = "[role=dialog], [data-testid=stPopoverBody]";
const AREA = `${OVERLAY}, [data-testid=stMain], [data-testid=stSidebar]`;
/** The reader keeps its focus itself. */
const READER = ".fcw-r-root, [class*='st-key-reader-']";
const RUNNING = "[data-testid=stApp]:not([data-test-script-state=notRunning])";
const USES = new Set(["Enter", " ", "Escape"]);
const HELD = new Set(["Shift", "Control", "Alt", "Meta"]);

interface Place {
  readonly around: Element;
  readonly before: readonly HTMLElement[];
}

/** Where a control stood when it was used, told so that it is found again in a page drawn anew. */
interface Trace {
  readonly control: HTMLElement;
  /** Streamlit's class for the widget's key, which a new element has again. */
  readonly key: string | null;
  readonly name: string;
  /** From the inside out: what was around it, and the controls in there. */
  readonly places: readonly Place[];
  readonly isOver: boolean;
  readonly opener: Trace | null;
}

let used: Trace | null = null;
let isKept = false;
let isWatched = false;
const watch = new MutationObserver(() => keep());

/** Begins with the first page of ours; what is done by mouse or elsewhere is left alone. */
export function keepPageFocus(): void {
  if (isKept) return;
  isKept = true;
  window.addEventListener("keydown", hear, { capture: true });
  window.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element && event.target.closest(OVERLAY))) used = null;
    rest();
  }, { capture: true });
  // A dialog that closes takes the focus from whatever got it meanwhile, and changes nothing else.
  window.addEventListener("focusout", ({ relatedTarget }) => {
    if (isWatched && relatedTarget === null) setTimeout(keep);
  }, { capture: true });
}

function rest(): void {
  isWatched = false;
  watch.disconnect();
}

function hear({ key, target }: KeyboardEvent): void {
  if (HELD.has(key)) return;
  rest();
  const isUse = USES.has(key) && target instanceof HTMLElement && target.matches(FOCUSABLE);
  if (!isUse || target.closest(READER) !== null) return;
  used = traceOf(target);
  isWatched = true;
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ["disabled", "data-test-script-state"] });
}

function traceOf(control: HTMLElement): Trace {
  const isOver = control.closest(OVERLAY) !== null;
  const area = control.closest(AREA);
  const places: Place[] = [];
  for (let around = control.parentElement; around !== null && area?.contains(around); around = around.parentElement) {
    places.push({ around, before: controlsIn(around) });
  }
  const opener = used?.isOver === false ? used : (used?.opener ?? null);
  return { control, key: keyOf(control), name: nameOf(control), places, isOver, opener: isOver ? opener : null };
}

/** Gives the focus a place if it has none: at once if its control is back, else when the page is whole. */
function keep(): void {
  const now = document.activeElement;
  if (used === null || !isWatched || (now !== null && now !== document.body) || !document.hasFocus()) return;
  if (document.querySelector(READER) !== null) return;
  const same = again(used);
  if (same === null && document.querySelector(RUNNING) !== null) return;
  (same ?? instead(used) ?? title())?.focus();
}

/** The same control: itself, or another with its key. */
function again({ control, key, name }: Trace): HTMLElement | null {
  if (isUsable(control)) return control;
  const widget = key && document.querySelector(`.${CSS.escape(key)}`);
  const found = widget ? controlsIn(widget) : [];
  return found.find((one) => nameOf(one) === name) ?? found[0] ?? null;
}

/** What stands where it stood; for a control of something that closed, what that was opened with. */
function instead({ control, places, isOver, opener, name }: Trace): HTMLElement | null {
  // What closes stays in the page for as long as it fades.
  const isOpen = !isOver || places.some(({ around }) => around.matches(OVERLAY) && around.isConnected);
  for (const { around, before } of isOpen ? places : []) {
    const found = around.isConnected ? controlsIn(around) : [];
    const alike = found.filter((one) => nameOf(one) === name);
    const index = Math.min(Math.max(0, before.indexOf(control)), found.length - 1);
    // What came new, there or just before, rather than what only moved up.
    const near = [found[index], found[index - 1]].filter((one) => one !== undefined);
    const one = alike.length === 1 ? alike[0] : (near.find((other) => !before.includes(other)) ?? near[0]);
    if (one !== undefined) return one;
  }
  return opener === null ? null : (again(opener) ?? instead(opener));
}

function title(): HTMLElement | null {
  const heading = document.querySelector<HTMLElement>("[data-testid=stMain] h1");
  heading?.setAttribute("tabindex", "-1");
  return heading;
}

function controlsIn(around: Element): HTMLElement[] {
  return [...around.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isUsable);
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(":disabled, [tabindex='-1']") && element.getClientRects().length > 0;
}

function keyOf(control: HTMLElement): string | null {
  const widget = control.closest("[data-testid=stElementContainer]");
  return [...(widget?.classList ?? [])].find((name) => name.startsWith("st-key-")) ?? null;
}

function nameOf(control: HTMLElement): string {
  return control.getAttribute("aria-label") ?? control.textContent ?? "";
}
