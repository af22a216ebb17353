import { Abandoned, FairQueue, type Urgency } from './fair-queue.js';

const NEVER = new AbortController().signal;

/** A job that ends when told. */
function job(log: string[], name: string): { work: () => Promise<string>; end: () => void; fail: (error: Error) => void } {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = () => resolve(name);
    fail = reject;
  });
  return { work: () => (log.push(name), ended), end: () => end(), fail: (error) => fail(error) };
}

const enter = <T>(queue: FairQueue, owner: string, run: () => Promise<T>, signal = NEVER, urgency: Urgency = 'seen'): Promise<T> => queue.enter({ owner, urgency, signal, run }).result;

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('FairQueue', () => {
  it('runs no more at once than it may, and the next when one ends', async () => {
    const queue = new FairQueue({ atOnce: 2, waiting: 10, waitingPerOwner: 10 });
    const log: string[] = [];
    const jobs = ['1', '2', '3'].map((name) => job(log, name));
    const results = jobs.map(({ work }) => enter(queue, 'ana', work));
    expect(log).toEqual(['1', '2']);
    jobs[1]!.end();
    await expect(results[1]).resolves.toBe('2');
    await settled();
    expect(log).toEqual(['1', '2', '3']);
  });

  it('takes turns, so that one person’s many do not delay another’s one', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 10, waitingPerOwner: 10 });
    const log: string[] = [];
    const order = [['ana', 'a1'], ['ana', 'a2'], ['ana', 'a3'], ['bo', 'b1'], ['bo', 'b2']] as const;
    await Promise.all(order.map(([owner, name]) => enter(queue, owner, () => Promise.resolve(log.push(name)))));
    expect(log).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  });

  it('never starts what was abandoned while it waited', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 10, waitingPerOwner: 10 });
    const log: string[] = [];
    const first = job(log, 'first');
    const running = enter(queue, 'ana', first.work);
    const gone = new AbortController();
    const abandoned = enter(queue, 'ana', job(log, 'abandoned').work, gone.signal);
    gone.abort();
    await expect(abandoned).rejects.toThrow(Abandoned);
    first.end();
    await running;
    await settled();
    expect(log).toEqual(['first']);
  });

  it('finishes what runs already, abandoned or not', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 10, waitingPerOwner: 10 });
    const gone = new AbortController();
    const started = job([], 'x');
    const result = enter(queue, 'ana', started.work, gone.signal);
    gone.abort();
    started.end();
    await expect(result).resolves.toBe('x');
  });

  it('goes on after a job that failed', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 10, waitingPerOwner: 10 });
    const failing = enter(queue, 'ana', () => Promise.reject(new Error('damaged')));
    const next = enter(queue, 'ana', () => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('damaged');
    await expect(next).resolves.toBe('next');
  });

  it('refuses what would wait behind too much, of one person and of all', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 3, waitingPerOwner: 2 });
    const busy = job([], 'busy');
    const running = [enter(queue, 'ana', busy.work)];
    const wait = (owner: string): Promise<unknown> => enter(queue, owner, () => Promise.resolve());
    running.push(wait('ana') as Promise<string>, wait('ana') as Promise<string>);
    await expect(wait('ana')).rejects.toMatchObject({ code: 'rate-limited' });
    running.push(wait('bo') as Promise<string>);
    await expect(wait('cy')).rejects.toMatchObject({ code: 'unavailable' });
    busy.end();
    await Promise.all(running);
    await expect(wait('cy')).resolves.toBeUndefined();
  });

  it('does what somebody looks at before anything ahead, and what is hurried at its turn', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 10, waitingPerOwner: 10 });
    const log: string[] = [];
    const busy = job([], 'busy');
    const running = enter(queue, 'ana', busy.work);
    const enterNamed = (owner: string, name: string, urgency: Urgency) => queue.enter({ owner, urgency, signal: NEVER, run: () => Promise.resolve(log.push(name)) });
    const [, hurried, , , last] = [enterNamed('ana', 'ahead 1', 'ahead'), enterNamed('ana', 'hurried', 'ahead'), enterNamed('bo', 'seen 1', 'seen'), enterNamed('ana', 'seen 2', 'seen'), enterNamed('bo', 'ahead 2', 'ahead')];
    hurried!.hurry();
    busy.end();
    await Promise.all([running, last!.result]);
    expect(log).toEqual(['seen 1', 'seen 2', 'hurried', 'ahead 1', 'ahead 2']);
    hurried!.hurry();
    expect(queue.waiting).toBe(0);
  });

  it('leaves half of its room to what somebody looks at', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 4, waitingPerOwner: 4 });
    const busy = job([], 'busy');
    const wait = (urgency: Urgency): Promise<unknown> => enter(queue, 'ana', () => Promise.resolve(), NEVER, urgency);
    const running: Promise<unknown>[] = [enter(queue, 'ana', busy.work), wait('ahead'), wait('ahead')];
    await expect(wait('ahead')).rejects.toMatchObject({ code: 'unavailable' });
    running.push(wait('seen'), wait('seen'));
    await expect(wait('seen')).rejects.toMatchObject({ code: 'unavailable' });
    busy.end();
    await Promise.all(running);
  });
});
