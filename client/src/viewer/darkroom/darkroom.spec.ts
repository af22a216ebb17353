import { Darkroom, DarkroomFailure } from './darkroom';
import type { DarkroomAnswer, DarkroomJob, DarkroomRequest } from './darkroom-words';

/** A worker that answers when the test says so. */
class FakeWorker extends EventTarget {
  readonly heard: DarkroomRequest[] = [];
  isTerminated = false;
  postMessage = (request: DarkroomRequest): void => void this.heard.push(request);
  terminate = (): void => void (this.isTerminated = true);
  answer(index: number, answer: DarkroomAnswer): void {
    const request = this.heard[index]!;
    if ('id' in request) this.dispatchEvent(new MessageEvent('message', { data: { id: request.id, answer } }));
  }
}

const job = { kind: 'blend', place: 'p', lights: [], maxSample: 255, widthPx: 1, heightPx: 1, sources: [] } satisfies DarkroomJob;

describe('darkroom', () => {
  let workers: FakeWorker[];
  let darkroom: Darkroom;

  beforeEach(() => {
    workers = [];
    darkroom = new Darkroom(() => {
      workers.push(new FakeWorker());
      return workers.at(-1) as unknown as Worker;
    }, 2);
  });

  it('hires nobody before there is work', () => {
    darkroom.forget();
    expect(workers).toHaveLength(0);
  });

  it('gives a tile to the same worker every time, and each its own answer', async () => {
    const first = darkroom.develop(job, 4);
    const second = darkroom.develop(job, 5);
    const again = darkroom.develop(job, 4);
    expect(workers.map(({ heard }) => heard.length)).toEqual([2, 1]);
    workers[0]!.answer(1, { missing: [1] });
    workers[1]!.answer(0, { missing: [2] });
    workers[0]!.answer(0, { missing: [0] });
    expect(await Promise.all([first, second, again])).toEqual([{ missing: [0] }, { missing: [2] }, { missing: [1] }]);
  });

  it('tells who waited when a worker died, and hires another', async () => {
    const lost = darkroom.develop(job, 0);
    const kept = darkroom.develop(job, 1);
    workers[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    await expect(lost).rejects.toBeInstanceOf(DarkroomFailure);
    workers[1]!.answer(0, { missing: [] });
    expect(await kept).toEqual({ missing: [] });
    void darkroom.develop(job, 0);
    void darkroom.develop(job, 1);
    expect(workers.filter(({ isTerminated }) => !isTerminated)).toHaveLength(2);
  });

  it('leaves no worker behind', async () => {
    const waiting = darkroom.develop(job, 0);
    darkroom.dispose();
    await expect(waiting).rejects.toBeInstanceOf(DarkroomFailure);
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  });
});
