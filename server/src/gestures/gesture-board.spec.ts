import { decodeGestures } from '@parfocal/shared/protocol';
import { GestureBoard } from './gesture-board.js';

const at = (x: number) => ({ pointer: { x, y: 0 }, view: null });
const read = (frame: string | undefined) => frame && decodeGestures(frame).map(({ number, pointer }) => [number, pointer?.x]);

describe('GestureBoard', () => {
  it('G7: has the newest of each peer as news, once', () => {
    const board = new GestureBoard();
    board.put(1, at(10));
    board.put(2, at(20));
    board.put(1, at(11));
    expect(read(board.takeNews())).toEqual([[1, 11], [2, 20]]);
    expect(board.takeNews()).toBeUndefined();
    board.put(2, at(21));
    expect(read(board.takeNews())).toEqual([[2, 21]]);
  });

  it('G9: keeps what is no news for those who missed it', () => {
    const board = new GestureBoard();
    expect(board.whole()).toBeUndefined();
    board.put(1, at(10));
    board.takeNews();
    expect(read(board.whole())).toEqual([[1, 10]]);
  });

  it('G2: passes on where a view is going', () => {
    const board = new GestureBoard();
    const view = { x: 1, y: 2, resolution: 4, rotation: 0, widthPx: 800, heightPx: 600 };
    const target = { x: 5, y: 6, resolution: 2, rotation: 0 };
    board.put(1, { pointer: null, view, target });
    expect(decodeGestures(board.takeNews()!)).toEqual([{ number: 1, pointer: null, view, target }]);
  });

  it('G6: takes the pointer away from who may not point any more, as news, once', () => {
    const board = new GestureBoard();
    board.put(1, at(10));
    board.takeNews();
    expect([board.hidePointer(1), board.hidePointer(1), board.hidePointer(2)]).toEqual([true, false, false]);
    expect(read(board.takeNews())).toEqual([[1, undefined]]);
  });

  it('G8: forgets a peer entirely, also as news', () => {
    const board = new GestureBoard();
    board.put(1, at(10));
    board.forget(1);
    expect(board.takeNews()).toBeUndefined();
    expect(board.whole()).toBeUndefined();
  });
});
