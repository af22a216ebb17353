/**
 * The loads of the sockets' benchmarks, and the way through them: every load through every subject, a fresh process each
 * time, so that each has a peak of its own.
 */

/** What a flag may say: `20,50,100`. */
const listOf = (text) => text.split(',').map((part) => part.trim()).filter(Boolean);

/**
 * The names that a flag lists.
 *
 * @param {Record<string, unknown>} known by name
 * @throws Error with the names that there are, if one is none of them
 */
export function namesIn(flag, text, known) {
  const names = listOf(text);
  const unknown = names.filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0) throw new Error(`--${flag} takes ${Object.keys(known).join(', ')}, not ${unknown.join(', ')}`);
  return names;
}

/**
 * @param {{ people: string, mix: string }} flags
 * @param {Record<string, (people: number) => number>} mixes how many of the people do something
 * @returns {{ mix: string, people: number, active: number }[]}
 */
export function loadsOf({ people, mix }, mixes) {
  return namesIn('mix', mix, mixes).flatMap((name) => listOf(people).map((count) => ({ mix: name, people: Number(count), active: mixes[name](Number(count)) })));
}

/**
 * @param {{ name: string, key: string, start: () => Promise<{ stop: () => Promise<void> }> }[]} subjects the first is ours, whose failure is one
 * @param {(load: object, running: object) => Promise<object>} measure
 * @param {(name: string, load: object, result: object) => void} show
 * @returns {Promise<Record<string, Record<string, Record<string, object>>>>} subject, mix, `people<n>`
 */
export async function throughAll({ loads, subjects, measure, show }) {
  const results = {};
  for (const load of loads) {
    for (const [index, { name, key, start }] of subjects.entries()) {
      const running = await start();
      try {
        const result = await measure(load, running).catch((error) => {
          if (index === 0) throw error;
          return { gaveUp: error.message };
        });
        ((results[key] ??= {})[load.mix] ??= {})[`people${load.people}`] = result;
        show(name, load, result);
      } finally {
        await running.stop();
      }
    }
  }
  return results;
}
