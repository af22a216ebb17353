import { jest } from '@jest/globals';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { peerOf, welcomeOf } from './testing/peers';
import { type Session, useSession } from './useSession';

const [you, ann, ben] = [peerOf('you'), peerOf('ann'), peerOf('ben')];

describe('useSession', () => {
  let socket: FakeSessionSocket;
  let session: Session;
  let stop: () => void;

  const enter = (presenterId: string | null = null, epoch = 1): void => {
    socket.open();
    socket.tell('session:welcome', welcomeOf('you', [you, ann, ben], { peerId: presenterId, epoch }));
  };
  const rosterOf = (presenterId: string | null, epoch: number, peers = [you, ann, ben]): void =>
    socket.tell('session:roster', { peers, presenting: { peerId: presenterId, epoch } });

  beforeEach(() => {
    jest.useFakeTimers();
    socket = new FakeSessionSocket();
    ({ result: session, stop } = inScope(() => useSession({ socket: socket.asSocket })));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('is live from the welcome on, and knows itself among the others', () => {
    expect(session.phase.value).toEqual({ kind: 'connecting' });
    enter('ann');
    expect(session.phase.value).toEqual({ kind: 'live' });
    expect(session.caseId.value).toBe('case');
    expect(session.own.value).toBe(you);
    expect(session.others.value).toEqual([ann, ben]);
    expect(session.presenter.value).toBe(ann);
    expect(session.isPresenting.value).toBe(false);
  });

  it('tells of a first line that does not come, as of one that broke', () => {
    socket.refuse();
    expect(session.phase.value).toEqual({ kind: 'reconnecting' });
    enter();
    expect(session.phase.value).toEqual({ kind: 'live' });
  });

  it('S22: says again to a new seat that its person may not be followed, also on another page, and nothing to one that knows', async () => {
    localStorage.clear();
    enter();
    expect(socket.asked).toEqual([]);
    await session.allowFollowers(false);
    const refused = ['follow:allow', { isAllowed: false }];
    expect(socket.asked).toEqual([refused]);
    socket.drop();
    enter();
    expect(socket.asked).toEqual([refused, refused]);
    socket.drop();
    socket.open();
    socket.tell('session:welcome', welcomeOf('you', [{ ...you, isFollowable: false }, ann]));
    expect(socket.asked).toHaveLength(2);

    stop();
    socket = new FakeSessionSocket();
    ({ result: session, stop } = inScope(() => useSession({ socket: socket.asSocket })));
    enter();
    expect(socket.asked).toEqual([refused]);
    await session.allowFollowers(true);
    socket.drop();
    enter();
    expect(socket.asked).toEqual([refused, ['follow:allow', { isAllowed: true }]]);
  });

  it('S8: takes every roster whole', () => {
    enter('ann');
    rosterOf('you', 2, [you, ben]);
    expect(session.peers.value).toEqual([you, ben]);
    expect(session.isPresenting.value).toBe(true);
  });

  it('S9: names the epoch of the newest roster with every command for the floor', async () => {
    enter('ann', 3);
    rosterOf('ann', 7);
    await Promise.all([session.ask(), session.take(), session.release(), session.grant('ben'), session.decline('ben')]);
    expect(socket.asked).toEqual([
      ['presenter:ask', { epoch: 7 }],
      ['presenter:take', { epoch: 7 }],
      ['presenter:release', { epoch: 7 }],
      ['presenter:grant', { epoch: 7, peerId: 'ben' }],
      ['presenter:decline', { peerId: 'ben' }],
    ]);
  });

  it('answers a command without a line at once', async () => {
    expect(await session.ask()).toEqual({ ok: false, code: 'unavailable' });
    expect(socket.asked).toEqual([]);
  });

  describe('those who ask for the floor', () => {
    beforeEach(() => {
      enter('you');
      socket.tell('presenter:asked', { peerId: 'ann' });
      socket.tell('presenter:asked', { peerId: 'ben' });
    });

    it('are listed once each, until they are answered', () => {
      socket.tell('presenter:asked', { peerId: 'ann' });
      expect(session.asking.value).toEqual(['ann', 'ben']);
      void session.decline('ann');
      expect(session.asking.value).toEqual(['ben']);
      void session.grant('ben');
      expect(session.asking.value).toEqual([]);
    });

    it('are forgotten when they leave', () => {
      rosterOf('you', 1, [you, ben]);
      expect(session.asking.value).toEqual(['ben']);
    });

    it('S10: are forgotten when the floor changes hands', () => {
      rosterOf('ann', 2);
      expect(session.asking.value).toEqual([]);
    });

    it('S10: are told anew after a break, and only those who still wait', () => {
      socket.drop();
      socket.open();
      socket.tell('session:welcome', welcomeOf('you', [you, ann, ben], { peerId: 'you', epoch: 1 }));
      socket.tell('presenter:asked', { peerId: 'ben' });
      expect(session.asking.value).toEqual(['ben']);
    });
  });

  it('tells each time the presenter says no', () => {
    enter('ann');
    socket.tell('presenter:declined');
    const first = session.declinedAt.value;
    jest.advanceTimersByTime(10);
    socket.tell('presenter:declined');
    expect(session.declinedAt.value).toBe(first! + 10);
  });

  describe('comes back', () => {
    it('S28: at once when there is a network again, and only where it lacks one', () => {
      enter();
      window.dispatchEvent(new Event('online'));
      expect(socket.connects).toBe(1);
      socket.drop();
      window.dispatchEvent(new Event('online'));
      expect([socket.connects, session.phase.value.kind]).toEqual([2, 'reconnecting']);
      socket.refuse('unavailable');
      window.dispatchEvent(new Event('online'));
      expect(socket.connects).toBe(3);
      jest.advanceTimersByTime(10_000);
      expect(socket.connects).toBe(3);
    });

    it('after a break of the line, which socket.io mends by itself', () => {
      enter();
      socket.drop();
      expect(session.phase.value).toEqual({ kind: 'reconnecting' });
      expect(socket.connects).toBe(1);
      enter();
      expect(session.phase.value).toEqual({ kind: 'live' });
    });

    it('after an end that the server made without a word, such as its restart', () => {
      enter();
      socket.drop('io server disconnect');
      expect(socket.connects).toBe(2);
    });

    it('leaves it to socket.io when the server cannot be reached', () => {
      socket.refuse();
      jest.advanceTimersByTime(60_000);
      expect(socket.connects).toBe(1);
      expect(session.phase.value).toEqual({ kind: 'reconnecting' });
    });

    it.each<ErrorCode>(['unavailable', 'rate-limited', 'internal'])('S1: from %s after a while, not in a storm', (code) => {
      for (let attempt = 1; attempt <= 5; attempt++) {
        socket.refuse(code);
        expect(socket.connects).toBe(attempt);
        jest.advanceTimersByTime(10_000);
        expect(socket.connects).toBe(attempt + 1);
      }
      expect(session.phase.value).toEqual({ kind: 'reconnecting' });
    });

    it('no more once its scope has ended', () => {
      socket.refuse('internal');
      stop();
      jest.advanceTimersByTime(60_000);
      expect(socket.connects).toBe(1);
    });
  });

  it.each<ErrorCode>(['login.required', 'not-found', 'session.ended', 'session.full'])('S1: is over when it is refused with %s', (code) => {
    socket.refuse(code);
    expect(session.phase.value).toEqual({ kind: 'over', code });
    jest.advanceTimersByTime(60_000);
    expect(socket.connects).toBe(1);
  });

  it('S17: believes the last word of the server, and not the break that comes with it', () => {
    enter();
    socket.tell('session:ended', { code: 'session.replaced' });
    socket.drop('io server disconnect');
    expect(session.phase.value).toEqual({ kind: 'over', code: 'session.replaced' });
    expect(socket.connects).toBe(1);
  });

  it('takes part again when the person wants it', () => {
    enter();
    socket.tell('session:ended', { code: 'session.replaced' });
    session.rejoin();
    expect(session.phase.value).toEqual({ kind: 'connecting' });
    expect(socket.connects).toBe(2);
    enter();
    expect(session.phase.value).toEqual({ kind: 'live' });
  });

  it('leaves no listener and no connection behind', () => {
    enter();
    stop();
    expect(socket.listenerCount).toBe(0);
    expect(socket.connected).toBe(false);
  });
});
