import type { SessionRoster } from '@parfocal/shared/protocol';
import { LiveSessions } from './live-sessions.js';
import type { SessionServer } from './member.js';
import { RosterBroadcast } from './roster-broadcast.js';
import { SessionSockets } from './session-sockets.js';

const place = { id: 'session', caseId: 'case', slideId: 'slide', startedBy: 'ana', kind: 'consultation' as const };

describe('RosterBroadcast', () => {
  let live: LiveSessions;
  let rosters: RosterBroadcast;
  let sent: SessionRoster[];

  const join = (tabId: string) => live.join(place, { personId: tabId, tabId, name: tabId, role: 'participant', socketId: tabId }).seat;

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    live = new LiveSessions();
    const sockets = new SessionSockets();
    sockets.attach({ to: () => ({ emit: (_: string, roster: SessionRoster) => sent.push(roster) }) } as unknown as SessionServer);
    rosters = new RosterBroadcast(live, sockets);
    rosters.onModuleInit();
  });
  afterEach(() => {
    live.onModuleDestroy();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('S8: makes one roster of a hundred who join at once', () => {
    for (let i = 0; i < 100; i++) join(`tab-${i}`);
    jest.advanceTimersByTime(100);
    expect(sent.map(({ peers }) => peers.length)).toEqual([100]);
  });

  it('S8: sends at most one in 33 ms, and always the last state', () => {
    for (let i = 0; i < 99; i++) {
      join(`tab-${i}`);
      jest.advanceTimersByTime(1);
    }
    jest.advanceTimersByTime(33);
    expect(sent.length).toBeLessThanOrEqual(4);
    expect(sent.at(-1)!.peers).toHaveLength(99);
  });

  it('G8: is brought forward where something needs it, and then not sent again', () => {
    const seat = join('one');
    jest.advanceTimersByTime(33);
    live.show('session', seat.peerId, 'other');
    rosters.flush('session');
    rosters.flush('session');
    jest.advanceTimersByTime(100);
    expect(sent.map(({ peers }) => peers[0]!.slideId)).toEqual(['slide', 'other']);
  });

  it('S7: says nothing of a session that nobody is in any more', () => {
    const seat = join('one');
    live.remove('session', seat.peerId);
    jest.advanceTimersByTime(100);
    expect(sent).toEqual([]);
  });
});
