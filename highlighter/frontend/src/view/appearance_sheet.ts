/** Where text size, face, measure, spacing, paper and keys are chosen; what is pressed is seen at once. */

import type { Wording } from "../core/wording.ts";
import { type Appearance, CHOICES } from "./appearance.ts";
import { button, type Child, el } from "./dom.ts";

type Name = keyof Appearance;

const ORDER: readonly Name[] = ["size", "face", "measure", "leading", "spacing", "paper"];

export function appearanceSheet(current: Appearance, words: Wording, choose: (chosen: Partial<Appearance>) => void): HTMLElement {
  const rows = ORDER.map((name) => {
    const label = el("span", { class: "fcw-r-choice-name", "aria-hidden": "true" }, words.say(`appearance_${name}`));
    return el("div", { class: "fcw-r-choice-row" }, label, options(name, current, words, choose));
  });
  return el("div", { class: "fcw-r-sheet fcw-r-appearance" }, el("h2", {}, words.say("appearance")), ...rows);
}

/** No look, but chosen once like one: whoever speaks to their machine types letters without meaning to. */
export function letterKeysRow(on: boolean, words: Wording, choose: (on: boolean) => void): HTMLElement {
  const says = (value: boolean): string => words.say(value ? "switch_on" : "switch_off");
  const control = button({ class: "fcw-r-option", role: "switch", "aria-checked": String(on), "aria-label": words.say("letter_keys") }, () => {
    const next = control.getAttribute("aria-checked") !== "true";
    control.setAttribute("aria-checked", String(next));
    control.textContent = says(next);
    choose(next);
  }, says(on));
  const label = el("span", { class: "fcw-r-choice-name", "aria-hidden": "true" }, words.say("letter_keys"));
  return el("div", { class: "fcw-r-choice-row" }, label, el("div", { class: "fcw-r-options" }, control));
}

/** One choice: arrows move and choose, as in every group of radio buttons; Tab goes to the next group. */
function options(name: Name, current: Appearance, words: Wording, choose: (chosen: Partial<Appearance>) => void): HTMLElement {
  const group = el("div", { class: "fcw-r-options", role: "radiogroup", "aria-label": words.say(`appearance_${name}`), "data-choice": name });
  const buttons = CHOICES[name].map((value) => option(name, value, words));
  const select = (index: number): void => {
    buttons.forEach((one, at) => mark(one, at === index));
    choose({ [name]: CHOICES[name][index] });
  };
  buttons.forEach((one, index) => {
    mark(one, CHOICES[name][index] === current[name]);
    one.addEventListener("click", () => select(index));
    one.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = (index + step + buttons.length) % buttons.length;
      buttons[next]?.focus();
      select(next);
    });
  });
  group.append(...buttons);
  return group;
}

function mark(button: HTMLButtonElement, chosen: boolean): void {
  button.setAttribute("aria-checked", String(chosen));
  button.tabIndex = chosen ? 0 : -1;
}

function option(name: Name, value: string | number, words: Wording): HTMLButtonElement {
  const attributes = { type: "button", class: "fcw-r-option", role: "radio", "data-value": String(value) };
  if (name !== "size") return el("button", attributes, ...face(name, value), words.say(`appearance_${name}_${value}`));
  const button = el("button", { ...attributes, class: "fcw-r-option fcw-r-option-size", "aria-label": words.say("size_of", { n: value }) }, "A");
  button.style.fontSize = `${value}px`;
  return button;
}

function face(name: Name, value: string | number): Child[] {
  return name === "paper" ? [el("span", { class: "fcw-r-paper-patch", "data-paper": String(value), "aria-hidden": "true" })] : [];
}
