/** Naming people in a comment: what is being typed after an @, who is meant, and names for ids. */

export interface Person {
  readonly id: number;
  readonly handle: string;
  readonly name: string;
}

/** What is typed after an @, and where that stands. */
export interface Naming {
  readonly start: number;
  readonly typed: string;
}

const MOST = 6;
const BEFORE_CARET = /(?:^|[^\p{L}\p{N}_])@([^@\n]{0,40})$/u;
const TOKEN = /@\{(\d{1,9})\}/g;
const SIGNS = /[\\`*_{}[\]()#+\-.!~<>|&]/g;

/** The name that is being typed at the caret; null where none is. */
export function namingAt(text: string, caret: number): Naming | null {
  const typed = BEFORE_CARET.exec(text.slice(0, caret))?.[1];
  return typed === undefined || /^\s/.test(typed) ? null : { start: caret - typed.length - 1, typed };
}

/** Whom it may mean: any of whose names, or whose handle, begins like that. */
export function meant(people: readonly Person[], typed: string): readonly Person[] {
  const wanted = typed.toLowerCase();
  const begins = ({ name, handle }: Person): boolean => [name, handle, ...name.split(/\s+/)].some((one) => one.toLowerCase().startsWith(wanted));
  return people.filter(begins).slice(0, MOST);
}

/** The text with the person named in it, and where the caret then stands. Of two with one name, the handle is written. */
export function named(text: string, caret: number, naming: Naming, person: Person, people: readonly Person[]): { readonly text: string; readonly caret: number } {
  const isAlone = people.filter(({ name }) => name.toLowerCase() === person.name.toLowerCase()).length === 1;
  const before = `${text.slice(0, naming.start)}@${isAlone ? person.name : person.handle} `;
  return { text: before + text.slice(caret).replace(/^ /, ""), caret: before.length };
}

/** A comment as its author would write it, with names in the place of ids. */
export function written(body: string, mentions: readonly Person[]): string {
  return replaced(body, mentions, ({ name }) => `@${name}`);
}

/** A comment's Markdown in which the people named stand out; a name is no Markdown, whatever it is. */
export function markdownOf(body: string, mentions: readonly Person[]): string {
  return replaced(body, mentions, ({ name }) => `**@${name.replace(SIGNS, "\\$&")}**`);
}

function replaced(body: string, mentions: readonly Person[], write: (person: Person) => string): string {
  const known = new Map(mentions.map((person) => [person.id, person]));
  return body.replace(TOKEN, (token, id: string) => {
    const person = known.get(Number(id));
    return person === undefined ? token : write(person);
  });
}
