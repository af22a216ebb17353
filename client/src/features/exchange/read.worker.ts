import type { ReadPart, ReadRequest } from './read-words';
import { readShapes } from './read-text';

/** Taken over by the page in some milliseconds. */
const SHAPES_A_PART = 1_000;

const say = (part: ReadPart): void => self.postMessage(part);

/** Reads one file beside the page: a large one takes seconds, and what came of it is told in parts, none of which holds the page up. */
self.onmessage = async ({ data: { file, target } }: MessageEvent<ReadRequest>): Promise<void> => {
  const answer = await readShapes(file, target);
  if ('trouble' in answer) return say(answer);
  const { shapes, ...rest } = answer.reading;
  for (let from = 0; from < shapes.length; from += SHAPES_A_PART) say({ shapes: shapes.slice(from, from + SHAPES_A_PART) });
  say({ reading: rest });
};
