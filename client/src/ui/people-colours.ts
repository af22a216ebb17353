/** The people colours of tokens.css (`--person-0` …), for canvas. A peer's `colour` is an index into them. */
export const PEOPLE_COLOURS = ['#56b4e9', '#e69f00', '#2fc59b', '#f0e442', '#e78ac3', '#f0713c'] as const;

/** Wraps around, since there may be more people than colours. */
export const personColour = (index: number): string => PEOPLE_COLOURS[index % PEOPLE_COLOURS.length] ?? PEOPLE_COLOURS[0];

/** The colour of a person who is in no session: always the same for the same person (FNV-1a over the id). */
export function colourIndexOf(personId: string): number {
  let hash = 0x811c9dc5;
  for (const char of personId) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash % PEOPLE_COLOURS.length;
}
