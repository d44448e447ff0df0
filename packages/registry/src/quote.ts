/** Characters of a name that somebody sent that go into a message. */
const mostCharacters = 100;

/** A name in quotes, cut where it is too long to be one. */
export function quote(name: string): string {
  return JSON.stringify(name.length > mostCharacters ? `${name.slice(0, mostCharacters)}…` : name);
}
