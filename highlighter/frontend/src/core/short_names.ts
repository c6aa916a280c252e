/** Names where there is little room: the last one of each person, as far as it tells them apart. */

export function shortNames(names: readonly string[]): string[] {
  const last = names.map((name) => name.trim().split(/\s+/).at(-1) ?? name);
  return names.map((name, at) => (last.filter((other) => other === last[at]).length === 1 ? (last[at] as string) : name));
}
