import { SignalBoard } from './signal-board.js';

const spotlight = { slideId: 's', mark: { id: 'm', layer: 'case' }, box: { minX: 0, minY: 0, maxX: 1, maxY: 1 } };

describe('SignalBoard', () => {
  let board: SignalBoard;
  beforeEach(() => (board = new SignalBoard(1)));

  it('P2: keeps hands in the order in which they went up, and each its place', () => {
    for (const peerId of ['a', 'b', 'c']) expect(board.raise(peerId)).toEqual({ hands: true, spotlight: false });
    expect(board.raise('a')).toEqual({ hands: false, spotlight: false });
    board.lower('b');
    board.raise('b');
    expect(board.hands).toEqual(['a', 'c', 'b']);
    expect(board.lower('nobody').hands).toBe(false);
  });

  it('P3: takes down the hand of who gets the floor, once', () => {
    board.raise('a');
    board.raise('b');
    expect(board.followFloor({ peerId: 'b', epoch: 2 })).toEqual({ hands: true, spotlight: false });
    expect(board.hands).toEqual(['a']);
    board.raise('b');
    expect(board.followFloor({ peerId: 'b', epoch: 2 }).hands).toBe(false);
    expect(board.hands).toEqual(['a', 'b']);
  });

  it('P5: puts the light out when the floor changes hands, and not before', () => {
    expect(board.light(null).spotlight).toBe(false);
    board.light(spotlight);
    expect(board.followFloor({ peerId: 'a', epoch: 1 }).spotlight).toBe(false);
    expect(board.spotlight).toEqual(spotlight);
    expect(board.followFloor({ peerId: null, epoch: 2 }).spotlight).toBe(true);
    expect(board.spotlight).toBeNull();
  });
});
