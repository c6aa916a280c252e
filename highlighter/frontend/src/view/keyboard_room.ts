/** A phone's keyboard covers the foot of the window, where the cards and tags are: they move up by its height. */

/** Less than this is a browser's own bar that slides away. */
const KEYBOARD = 120;

/** Keeps `--fcw-r-keyboard` of `root` at the height that the keyboard covers. */
export function makeRoomForKeyboard(root: HTMLElement, signal: AbortSignal): void {
  const view = window.visualViewport;
  if (view === null) return;
  const fit = (): void => {
    // What is enlarged with two fingers is no keyboard.
    const covered = view.scale > 1.01 ? 0 : window.innerHeight - view.height - view.offsetTop;
    const open = covered > KEYBOARD;
    root.style.setProperty("--fcw-r-keyboard", `${open ? Math.round(covered) : 0}px`);
    root.classList.toggle("fcw-r-keyboard-open", open);
  };
  view.addEventListener("resize", fit, { signal });
  view.addEventListener("scroll", fit, { signal });
}
