import { Abandoned, FairQueue } from './fair-queue.js';

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

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('FairQueue', () => {
  it('runs no more at once than it may, and the next when one ends', async () => {
    const queue = new FairQueue({ atOnce: 2, waiting: 10, waitingPerOwner: 10 });
    const log: string[] = [];
    const jobs = ['1', '2', '3'].map((name) => job(log, name));
    const results = jobs.map(({ work }) => queue.run('ana', work, NEVER));
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
    await Promise.all(order.map(([owner, name]) => queue.run(owner, () => Promise.resolve(log.push(name)), NEVER)));
    expect(log).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  });

  it('never starts what was abandoned while it waited', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 10, waitingPerOwner: 10 });
    const log: string[] = [];
    const first = job(log, 'first');
    const running = queue.run('ana', first.work, NEVER);
    const gone = new AbortController();
    const abandoned = queue.run('ana', job(log, 'abandoned').work, gone.signal);
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
    const result = queue.run('ana', started.work, gone.signal);
    gone.abort();
    started.end();
    await expect(result).resolves.toBe('x');
  });

  it('goes on after a job that failed', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 10, waitingPerOwner: 10 });
    const failing = queue.run('ana', () => Promise.reject(new Error('damaged')), NEVER);
    const next = queue.run('ana', () => Promise.resolve('next'), NEVER);
    await expect(failing).rejects.toThrow('damaged');
    await expect(next).resolves.toBe('next');
  });

  it('refuses what would wait behind too much, of one person and of all', async () => {
    const queue = new FairQueue({ atOnce: 1, waiting: 3, waitingPerOwner: 2 });
    const busy = job([], 'busy');
    const running = [queue.run('ana', busy.work, NEVER)];
    const wait = (owner: string): Promise<unknown> => queue.run(owner, () => Promise.resolve(), NEVER);
    running.push(wait('ana') as Promise<string>, wait('ana') as Promise<string>);
    await expect(wait('ana')).rejects.toMatchObject({ code: 'rate-limited' });
    running.push(wait('bo') as Promise<string>);
    await expect(wait('cy')).rejects.toMatchObject({ code: 'rate-limited' });
    busy.end();
    await Promise.all(running);
    await expect(wait('cy')).resolves.toBeUndefined();
  });
});
