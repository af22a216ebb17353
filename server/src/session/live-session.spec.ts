import type { Arrival } from './live-session.js';
import { LiveSession } from './live-session.js';

const place = { id: 'session', caseId: 'case', slideId: 'first', startedBy: 'ana', kind: 'consultation' as const };
let sockets = 0;
const arrival = (personId: string, tabId = 'tab', role: Arrival['role'] = 'participant'): Arrival => ({
  personId, tabId, name: personId, role, socketId: `socket-${++sockets}`,
});

describe('LiveSession', () => {
  let session: LiveSession;
  beforeEach(() => (session = new LiveSession(place)));

  it('S4: makes two peers of two tabs, and of two people with the same tab id', () => {
    for (const who of [arrival('ana', 'one'), arrival('ana', 'two'), arrival('bob', 'one')]) session.join(who);
    expect(session.roster.peers).toHaveLength(3);
    expect(session.peopleHere).toBe(2);
  });

  it('S6: gives a returning tab its seat again as it was', () => {
    const { seat: ana } = session.join(arrival('ana', 'tab', 'host'));
    const { seat: bob } = session.join(arrival('bob'));
    session.show(bob.peerId, 'second');
    session.follow(bob.peerId, ana.peerId);
    session.drop(bob.peerId, bob.socketId!);
    const before = session.roster;
    const { seat, replaced } = session.join(arrival('bob'));
    expect(replaced).toBeNull();
    expect(session.roster.peers.map((peer) => ({ ...peer, state: 'here' }))).toEqual(before.peers.map((peer) => ({ ...peer, state: 'here' })));
    expect(seat).toMatchObject({ slideId: 'second', following: ana.peerId });
  });

  it('S6: lets a replaced socket do nothing more to the seat', () => {
    const first = arrival('ana');
    const second = arrival('ana');
    const { seat } = session.join(first);
    expect(session.join(second)).toEqual({ seat, replaced: first.socketId });
    expect(session.drop(seat.peerId, first.socketId)).toBe(false);
    expect(session.roster.peers).toEqual([expect.objectContaining({ peerId: seat.peerId, state: 'here' })]);
  });

  it('S6: lets a returning tab in where it is full', () => {
    const { seat } = session.join(arrival('ana'));
    session.drop(seat.peerId, seat.socketId!);
    for (let i = 1; i < 200; i++) session.join(arrival(`person-${i}`));
    expect(() => session.requireRoom({ personId: 'late', tabId: 'tab' })).toThrow(expect.objectContaining({ code: 'session.full' }));
    expect(session.join(arrival('ana')).seat.peerId).toBe(seat.peerId);
  });

  it('S7: shows who dropped as away, and counts only who is here', () => {
    const { seat } = session.join(arrival('ana'));
    expect(session.drop(seat.peerId, seat.socketId!)).toBe(true);
    expect(session.roster.peers[0]!.state).toBe('away');
    expect(session.peopleHere).toBe(0);
  });

  it('S7: has nobody follow who is gone', () => {
    const [{ seat: ana }, { seat: bob }] = [session.join(arrival('ana')), session.join(arrival('bob'))];
    session.follow(bob.peerId, ana.peerId);
    session.remove(ana.peerId);
    expect(session.roster.peers).toEqual([expect.objectContaining({ peerId: bob.peerId, following: null })]);
  });

  it('S14: has the starter present', () => {
    const { seat } = session.join(arrival('ana', 'tab', 'host'));
    expect(session.roster.presenting).toEqual({ peerId: seat.peerId, epoch: 1 });
  });

  it('S15: seats newcomers at the slide the presenter shows', () => {
    const { seat: ana } = session.join(arrival('ana', 'tab', 'host'));
    expect(ana.slideId).toBe('first');
    session.show(ana.peerId, 'second');
    expect(session.join(arrival('bob')).seat.slideId).toBe('second');
  });

  it('S16: follows neither oneself nor a stranger', () => {
    const { seat } = session.join(arrival('ana'));
    for (const leader of [seat.peerId, 'nobody']) {
      expect(() => session.follow(seat.peerId, leader)).toThrow(expect.objectContaining({ code: 'not-found' }));
    }
  });

  it('S16: never follows in a ring, however long', () => {
    const [a, b, c] = ['ana', 'bob', 'cid'].map((who) => session.join(arrival(who)).seat.peerId) as [string, string, string];
    session.follow(a, b);
    session.follow(b, c);
    expect(() => session.follow(c, a)).toThrow(expect.objectContaining({ code: 'follow.ring' }));
    expect(session.roster.peers.map(({ following }) => following)).toEqual([b, c, null]);
  });

  it('S16: opens a ring at the presenter, who leads', () => {
    const [ana, bob] = [session.join(arrival('ana', 'tab', 'host')).seat, session.join(arrival('bob')).seat];
    session.follow(bob.peerId, ana.peerId);
    session.floor.grant(ana, bob, session.floor.presenting.epoch);
    session.follow(ana.peerId, bob.peerId);
    expect(session.roster.peers.map(({ following }) => following)).toEqual([bob.peerId, null]);
    expect(() => session.follow(bob.peerId, ana.peerId)).toThrow(expect.objectContaining({ code: 'follow.ring' }));
  });

  it('S22: lets the followers of who refuses them go, and no new ones come', () => {
    const [ana, bob] = [session.join(arrival('ana')).seat, session.join(arrival('bob')).seat];
    session.follow(bob.peerId, ana.peerId);
    session.allowFollowers(ana.peerId, false);
    expect(bob.following).toBeNull();
    expect(() => session.follow(bob.peerId, ana.peerId)).toThrow(expect.objectContaining({ code: 'follow.refused' }));
    session.allowFollowers(ana.peerId, true);
    session.follow(bob.peerId, ana.peerId);
    expect(bob.following).toBe(ana.peerId);
  });

  it('S22: has the presenter followed for as long as they present', () => {
    const [ana, bob] = [session.join(arrival('ana', 'tab', 'host')).seat, session.join(arrival('bob')).seat];
    session.allowFollowers(ana.peerId, false);
    session.follow(bob.peerId, ana.peerId);
    expect(bob.following).toBe(ana.peerId);
    session.floor.release(ana, session.floor.presenting.epoch);
    session.settle();
    expect(bob.following).toBeNull();
  });

  describe('what the room looks at', () => {
    const appearance = { brightness: 0, contrast: 1, gamma: 1, saturation: 1, whitePoint: null, isColourManaged: false, z: 0, channels: [] };
    const look = { slideId: 'second', appearance, panes: [], isLinked: true, held: null };
    const epoch = (): number => session.floor.presenting.epoch;

    it('S20: is the presenter’s to say, as of the newest epoch', () => {
      const [ana, bob] = [session.join(arrival('ana', 'tab', 'host')).seat, session.join(arrival('bob')).seat];
      expect(() => session.showRoom(bob.peerId, epoch(), look)).toThrow(expect.objectContaining({ code: 'presenter.forbidden' }));
      expect(() => session.showRoom(ana.peerId, epoch() + 1, look)).toThrow(expect.objectContaining({ code: 'presenter.stale' }));
      session.showRoom(ana.peerId, epoch(), look);
      expect(session.room.state).toEqual({ revision: 1, look });
    });

    it('S20: ends with the floor it was shown from', () => {
      const [ana, bob] = [session.join(arrival('ana', 'tab', 'host')).seat, session.join(arrival('bob')).seat];
      session.showRoom(ana.peerId, epoch(), look);
      session.floor.grant(ana, bob, epoch());
      session.settle();
      expect(session.room.state).toEqual({ revision: 2, look: null });
    });

    it('S15, S20: seats newcomers at the slide that the room looks at, wherever its presenter is', () => {
      const { seat: ana } = session.join(arrival('ana', 'tab', 'host'));
      session.showRoom(ana.peerId, epoch(), look);
      session.show(ana.peerId, 'third');
      expect(session.join(arrival('bob')).seat.slideId).toBe('second');
    });

    it('S21: is missing on the screens of followers that have not said they show the newest revision', () => {
      const [ana, bob, cid] = [session.join(arrival('ana', 'tab', 'host')).seat, session.join(arrival('bob')).seat, session.join(arrival('cid')).seat];
      session.follow(bob.peerId, ana.peerId);
      expect(session.behind).toEqual([]);
      session.showRoom(ana.peerId, epoch(), look);
      expect(session.behind).toEqual([bob.peerId]);
      session.room.shownBy(bob.peerId, 2);
      expect(session.behind).toEqual([bob.peerId]);
      session.room.shownBy(bob.peerId, 1);
      session.room.shownBy(cid.peerId, 1);
      expect(session.behind).toEqual([]);
      session.showRoom(ana.peerId, epoch(), look);
      expect(session.behind).toEqual([bob.peerId]);
    });

    it('S23: takes nobody along by force but in teaching, by a host', () => {
      const [ana, bob] = [session.join(arrival('ana', 'tab', 'host')).seat, session.join(arrival('bob')).seat];
      session.requireGather(ana.peerId, epoch(), false);
      expect(() => session.requireGather(ana.peerId, epoch(), true)).toThrow(expect.objectContaining({ code: 'presenter.forbidden' }));
      expect(() => session.requireGather(bob.peerId, epoch(), false)).toThrow(expect.objectContaining({ code: 'presenter.forbidden' }));
      const school = new LiveSession({ ...place, kind: 'teaching' });
      const { seat: teacher } = school.join(arrival('tea', 'tab', 'host'));
      school.requireGather(teacher.peerId, 1, true);
      const { seat: pupil } = school.join(arrival('pup'));
      school.floor.grant(teacher, pupil, 1);
      expect(() => school.requireGather(pupil.peerId, 2, true)).toThrow(expect.objectContaining({ code: 'presenter.forbidden' }));
    });
  });

  it('S25: keeps out whom a host sent out, until readmitted; hosts are sent out by nobody', () => {
    const [ana, bob, eva] = [session.join(arrival('ana', 'tab', 'host')).seat, session.join(arrival('bob')).seat, session.join(arrival('eva', 'tab', 'host')).seat];
    expect(() => session.bar(bob, bob)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => session.bar(ana, eva)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    session.bar(ana, bob);
    session.remove(bob.peerId);
    expect(session.roster.removed).toEqual([{ personId: 'bob', name: 'bob' }]);
    for (const enter of [() => session.requireRoom({ personId: 'bob', tabId: 'other' }), () => session.join(arrival('bob'))]) {
      expect(enter).toThrow(expect.objectContaining({ code: 'session.removed' }));
    }
    session.readmit(ana, 'bob');
    expect(session.join(arrival('bob')).seat.personId).toBe('bob');
    expect(session.roster.removed).toBeUndefined();
  });

  it('S24: has news of a line only where it hurts, and forgets it with the line', () => {
    const { seat } = session.join(arrival('ana'));
    expect(session.tell(seat.peerId, { isElsewhere: false, delayMs: null })).toBe(false);
    expect(session.tell(seat.peerId, { isElsewhere: true, delayMs: 400 })).toBe(true);
    expect(session.roster.peers[0]).toMatchObject({ isElsewhere: true, delayMs: 400 });
    session.join(arrival('ana'));
    expect(session.roster.peers[0]).toMatchObject({ isElsewhere: false, delayMs: null });
  });
});
