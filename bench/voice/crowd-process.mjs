/**
 * The load of the voice benchmark, in a process of its own: people in one voice room, some of whom speak. Asked by messages
 * `{ id, act, with }`, answers `{ id, result }` or `{ id, error }`. usage: fork with one argument, JSON of {@link Crowd}'s place.
 */
import { Crowd } from './crowd.mjs';

const crowd = new Crowd(JSON.parse(process.argv[2]));
process.on('message', async ({ id, act, body }) => {
  try {
    process.send({ id, result: (await crowd[act](body)) ?? null });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit(0));
