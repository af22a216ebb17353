import type { TileAddress } from './tile-plan';
import { DROPPED, TileRequests } from './tile-requests';

const tile = (column: number): TileAddress => ({ level: 0, column, row: 0 });

function setUp(atOnce: number) {
  const started: { column: number; signal: AbortSignal; come: (picture: string) => void; fail: (reason: Error) => void }[] = [];
  const needed = { from: 0 };
  const requests = new TileRequests<string>({
    fetch: ({ column }, signal) => new Promise((come, fail) => started.push({ column, signal, come, fail })),
    urgency: ({ column }) => (column >= needed.from ? -column : undefined),
    atOnce,
    onChange: () => undefined,
  });
  return { started, needed, requests, columns: () => started.map(({ column }) => column) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('tile requests', () => {
  it('start the most urgent first, and few at once', async () => {
    const { requests, started, columns } = setUp(2);
    const pictures = [1, 2, 3, 4].map((column) => requests.request(tile(column)));
    await turn();
    expect(columns()).toEqual([4, 3]);
    started[0]!.come('four');
    await expect(pictures[3]).resolves.toBe('four');
    await turn();
    expect(columns()).toEqual([4, 3, 2]);
  });

  it('cancel on the network what the view does not need any more, and never start what waits for nothing', async () => {
    const { requests, started, needed, columns } = setUp(1);
    const [waiting, running, kept] = [1, 3, 2].map((column) => requests.request(tile(column)).catch((reason: unknown) => reason));
    await turn();
    needed.from = 2;
    requests.revise();
    await expect(waiting).resolves.toBe(DROPPED);
    expect(started[0]!.signal.aborted).toBe(false);
    needed.from = 9;
    requests.revise();
    await expect(running).resolves.toBe(DROPPED);
    await expect(kept).resolves.toBe(DROPPED);
    expect(started[0]!.signal.aborted).toBe(true);
    await turn();
    expect(columns()).toEqual([3]);
    expect([...requests.underway]).toEqual([]);
  });

  it('hand on a failure and go on with the next', async () => {
    const { requests, started, columns } = setUp(1);
    const failing = requests.request(tile(2));
    void requests.request(tile(1));
    await turn();
    started[0]!.fail(new Error('gone'));
    await expect(failing).rejects.toThrow('gone');
    await turn();
    expect(columns()).toEqual([2, 1]);
  });

  it('end all with dispose', async () => {
    const { requests, started } = setUp(1);
    const ended = [1, 2].map((column) => requests.request(tile(column)).catch((reason: unknown) => reason));
    await turn();
    requests.dispose();
    await expect(Promise.all(ended)).resolves.toEqual([DROPPED, DROPPED]);
    expect(started[0]!.signal.aborted).toBe(true);
    await expect(requests.request(tile(3))).rejects.toBe(DROPPED);
  });
});
