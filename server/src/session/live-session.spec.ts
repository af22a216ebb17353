import type { Arrival } from './live-session.js';
import { LiveSession } from './live-session.js';

const place = { id: 'session', caseId: 'case', slideId: 'first', startedBy: 'ana' };
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
});
