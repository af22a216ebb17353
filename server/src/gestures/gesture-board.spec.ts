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

  it('G8: forgets a peer entirely, also as news', () => {
    const board = new GestureBoard();
    board.put(1, at(10));
    board.forget(1);
    expect(board.takeNews()).toBeUndefined();
    expect(board.whole()).toBeUndefined();
  });
});
