/** Elements are made here and nowhere else: text goes in as text, never as markup. */

export type Child = Node | string | null;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/** A Material Symbol by its ligature, drawn by the stylesheet: its name is no word of the button it stands in. */
export function icon(name: string): HTMLElement {
  return el("span", { class: "fcw-r-icon", "aria-hidden": "true", "data-icon": name });
}

export function keyCap(key: string): HTMLElement {
  return el("kbd", { class: "fcw-r-key", "aria-hidden": "true" }, key);
}

/**
 * A button that leaves the DOM selection alone: without `preventDefault` on mousedown
 * the selection is gone before the click arrives.
 */
export function button(
  attributes: Readonly<Record<string, string>>,
  press: (event: MouseEvent) => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const element = el("button", { type: "button", ...attributes }, ...children);
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("click", press);
  return element;
}

/** Fills `template` (which holds `{name}`) with elements where the words name them. */
export function rich(template: string, parts: Readonly<Record<string, Node>>): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const piece of template.split(/(\{\w+\})/)) {
    const part = piece.startsWith("{") ? parts[piece.slice(1, -1)] : undefined;
    if (part !== undefined) fragment.append(part);
    else if (piece !== "") fragment.append(piece);
  }
  return fragment;
}

const FIELDS = "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])";
const FIELD_ROLES = ["textbox", "searchbox", "combobox", "listbox", "option", "spinbutton", "slider", "menu", "menuitem", "tree", "grid", "gridcell"];
const FIELDS_BY_ROLE = FIELD_ROLES.map((role) => `[role=${role}]`).join();

/** Whether what is typed there is meant for it. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches(FIELDS) || target.closest(FIELDS_BY_ROLE) !== null;
}

/** Whether Enter, blank, arrows and Tab already mean something there. */
export function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary, input, [role=button], [role=link], [role=tab], [role=radio], [role=checkbox], [role=switch], [data-testid=stSidebar]") !== null;
}
