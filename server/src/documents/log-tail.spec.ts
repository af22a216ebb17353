import { LogTail } from './log-tail.js';

const tailOf = (count: number, bytesEach: number, before = 0): LogTail => {
  const tail = new LogTail(before);
  const row = new Uint8Array(bytesEach);
  for (let i = 0; i < count; i++) tail.add(row);
  return tail;
};

describe('the rows that no snapshot holds', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('D13: five hundred call for one, whatever was there before counts', () => {
    expect([tailOf(499, 10).callsForSnapshot, tailOf(500, 10).callsForSnapshot]).toEqual([false, true]);
    expect([tailOf(99, 10, 400).callsForSnapshot, tailOf(100, 10, 400).callsForSnapshot]).toEqual([false, true]);
  });

  it('D13: 16 MiB call for one, in however few rows', () => {
    expect([tailOf(63, 256 * 1024).callsForSnapshot, tailOf(64, 256 * 1024).callsForSnapshot]).toEqual([false, true]);
  });

  it('D13: rows call for one a quarter of an hour after the first of them came, and none never do', () => {
    const [tail, empty] = [new LogTail(), new LogTail()];
    jest.advanceTimersByTime(60 * 60_000);
    tail.add(new Uint8Array(10));
    jest.advanceTimersByTime(15 * 60_000 - 1);
    tail.add(new Uint8Array(10));
    expect([tail.callsForSnapshot, empty.callsForSnapshot]).toEqual([false, false]);
    jest.advanceTimersByTime(1);
    expect([tail.callsForSnapshot, empty.callsForSnapshot]).toEqual([true, false]);
  });
});
