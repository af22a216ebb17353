/**
 * A goal of the design: `atMost` or `atLeast`, and `because`, what a profile showed where it is missed, if it ever was.
 *
 * @typedef {{ atMost?: number, atLeast?: number, because?: string }} Goal
 */

/**
 * Says which goals are missed, by how much, and why as far as that is known.
 *
 * @param {Record<string, Goal>} goals by key of the result
 * @param {Record<string, number>} result a key that is missing, or no number, misses its goal
 */
export function tellMissed(goals, result) {
  const missed = Object.entries(goals).filter(([key, { atMost = Infinity, atLeast = -Infinity }]) => !(result[key] <= atMost && result[key] >= atLeast));
  for (const [key, { atMost, atLeast, because }] of missed) {
    const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
    console.log(`\n${key}: ${result[key]} misses its budget of ${limit}.${because ? ` ${because}` : ''}`);
  }
}
