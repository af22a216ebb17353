import { decodeGestures } from '@parfocal/shared/protocol';
import { Ticker } from '../session/index.js';
import { GestureChannel } from './gesture-channel.js';

const at = (x: number) => ({ pointer: { x, y: 0 }, view: null });

/** A receiver whose line can be filled, and what reached it. */
class Line {
  readonly conn = { transport: { writable: true } };
  readonly received: [number, number | undefined][][] = [];
  constructor(readonly id: string) {}
}

describe('GestureChannel', () => {
  let lines: Line[];
  let channel: GestureChannel;
  let prepared: number;
  let tick: () => void;
  let requested: boolean;

  const join = (id: string): Line => {
    const line = new Line(id);
    lines.push(line);
    channel.add(line);
    return line;
  };

  beforeEach(() => {
    lines = [];
    prepared = 0;
    requested = false;
    channel = new GestureChannel(
      {
        prepare: () => prepared++,
        send: (frame, to, except) => {
          const gestures = decodeGestures(frame).map(({ number, pointer }): [number, number | undefined] => [number, pointer?.x]);
          for (const line of lines) if ((to === 'everyone' || to.includes(line.id)) && !except.includes(line.id)) line.received.push(gestures);
        },
      },
      (work) => {
        tick = () => {
          requested = false;
          work();
        };
        const ticker = new Ticker(() => 33, work);
        jest.spyOn(ticker, 'request').mockImplementation(() => (requested = true) as never);
        return ticker;
      },
    );
  });

  it('G7: sends everyone the same frame, with what moved', () => {
    const [ana, bob] = [join('ana'), join('bob')];
    tick();
    channel.put(1, at(10));
    tick();
    tick();
    expect(ana.received).toEqual([[[1, 10]]]);
    expect(bob.received).toEqual(ana.received);
  });

  it('G8: has the roster sent before each frame', () => {
    join('ana');
    channel.put(1, at(10));
    tick();
    expect(prepared).toBe(1);
  });

  it('G9: shows a newcomer what rests, and nobody else again', () => {
    const ana = join('ana');
    tick();
    channel.put(1, at(10));
    tick();
    const bob = join('bob');
    channel.put(2, at(20));
    tick();
    expect(bob.received).toEqual([[[1, 10], [2, 20]]]);
    expect(ana.received).toEqual([[[1, 10]], [[2, 20]]]);
  });

  it('G9: skips a full line and brings it up to date once it is free, though nobody moves any more', () => {
    const ana = join('ana');
    tick();
    ana.conn.transport.writable = false;
    for (let x = 0; x < 100; x++) {
      channel.put(1, at(x));
      channel.put(2, at(-x));
      tick();
    }
    expect(ana.received).toEqual([]);
    expect(requested).toBe(true);
    tick();
    ana.conn.transport.writable = true;
    tick();
    expect(ana.received).toEqual([[[1, 99], [2, -99]]]);
    expect(requested).toBe(false);
  });

  it('G9: does not wait for a line that is full but has missed nothing, nor for one that is gone', () => {
    const [ana, bob] = [join('ana'), join('bob')];
    tick();
    ana.conn.transport.writable = false;
    tick();
    expect(requested).toBe(false);
    bob.conn.transport.writable = false;
    channel.put(1, at(1));
    channel.delete(ana);
    channel.delete(bob);
    tick();
    expect(requested).toBe(false);
  });

  it('G8: says nothing more of a peer that left', () => {
    channel.put(1, at(10));
    channel.forget(1);
    const ana = join('ana');
    tick();
    expect(ana.received).toEqual([]);
  });
});
