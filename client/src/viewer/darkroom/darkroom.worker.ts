import type { DarkroomReply, DarkroomRequest } from './darkroom-words';
import { develop } from './develop';
import { SampleStore } from './sample-store';

/** Samples a worker keeps, so that another window or colour needs nothing from the network. */
const KEPT_BYTES = 96 * 2 ** 20;

const store = new SampleStore(KEPT_BYTES);

addEventListener('message', ({ data }: MessageEvent<DarkroomRequest>) => {
  if ('forget' in data) store.clear();
  else void answer(data);
});

async function answer({ id, job }: Extract<DarkroomRequest, { id: number }>): Promise<void> {
  const reply: DarkroomReply = { id, answer: await develop(job, store) };
  postMessage(reply, { transfer: 'picture' in reply.answer ? [reply.answer.picture] : [] });
}
