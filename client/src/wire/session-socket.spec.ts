import { RECONNECTION } from '@parfocal/shared/protocol';
import { command, createSessionSocket, refusalOf } from './session-socket';
import { FakeSessionSocket } from './testing/fake-session-socket';

describe('createSessionSocket', () => {
  it('is not connected before every listener is there, and speaks WebSocket alone', () => {
    const socket = createSessionSocket({ sessionId: 's', tabId: 't' });
    expect(socket.active).toBe(false);
    expect(socket.auth).toEqual({ sessionId: 's', tabId: 't' });
    expect(socket.io.opts.transports).toEqual(['websocket']);
  });
});

describe('createSessionSocket after the line was lost', () => {
  it('S28: tries again after a second at most, and gives no try longer than it takes the network to say so', () => {
    const { io: manager } = createSessionSocket({ sessionId: 's', tabId: 't' });
    expect([manager.reconnectionDelay(), manager.reconnectionDelayMax(), manager.timeout()]).toEqual([RECONNECTION.firstMs, RECONNECTION.longestMs, RECONNECTION.tryMs]);
    expect(manager.reconnectionAttempts()).toBe(Infinity);
  });
});

describe('refusalOf', () => {
  it.each([
    ['a code of the protocol', { data: { code: 'session.full' } }, 'session.full'],
    ['another code', { data: { code: 'purple' } }, 'unavailable'],
    ['an error of the network', {}, 'unavailable'],
  ])('S1: reads %s', (_, error, code) => {
    expect(refusalOf(Object.assign(new Error('no'), error))).toBe(code);
  });
});

describe('command', () => {
  const body = { epoch: 1 };

  it('S18: gives the answer', async () => {
    const socket = new FakeSessionSocket();
    socket.open();
    socket.answer = () => ({ ok: false, code: 'presenter.stale' });
    expect(await command(socket.asSocket, 'presenter:ask', body)).toEqual({ ok: false, code: 'presenter.stale' });
    expect(socket.asked).toEqual([['presenter:ask', body]]);
  });

  it('does not wait where there is no line, so that nothing is done long after it was asked for', async () => {
    const socket = new FakeSessionSocket();
    expect(await command(socket.asSocket, 'presenter:ask', body)).toEqual({ ok: false, code: 'unavailable' });
    expect(socket.asked).toEqual([]);
  });

  it('counts as failed when no answer comes', async () => {
    const socket = new FakeSessionSocket();
    socket.open();
    socket.answer = () => {
      throw new Error('operation has timed out');
    };
    expect(await command(socket.asSocket, 'presenter:ask', body)).toEqual({ ok: false, code: 'unavailable' });
  });
});
