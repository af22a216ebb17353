import { AWAY_GRACE_MS } from '@parfocal/shared/protocol';
import { LiveSessions, type SessionChange } from './live-sessions.js';

const place = { id: 'session', caseId: 'case', slideId: 'slide', startedBy: 'ana', kind: 'consultation' as const };
const arrival = (socketId: string, personId = 'ana') => ({ personId, tabId: 'tab', name: 'x', role: 'participant' as const, socketId });

describe('LiveSessions', () => {
  let live: LiveSessions;
  let kinds: SessionChange['kind'][];

  beforeEach(() => {
    jest.useFakeTimers();
    live = new LiveSessions();
    kinds = [];
    live.changes.subscribe(({ kind }) => kinds.push(kind));
  });
  afterEach(() => {
    live.onModuleDestroy();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('S7: keeps a seat for the grace time and no longer', () => {
    const { seat } = live.join(place, arrival('one'));
    live.drop('session', seat.peerId, 'one');
    jest.advanceTimersByTime(AWAY_GRACE_MS - 1);
    expect(live.get('session')?.all).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(live.get('session')).toBeUndefined();
    expect(kinds).toEqual(['joined', 'away', 'left']);
  });

  it('S6: stops the clock for who comes back', () => {
    const { seat } = live.join(place, arrival('one'));
    live.drop('session', seat.peerId, 'one');
    live.join(place, arrival('two'));
    jest.advanceTimersByTime(2 * AWAY_GRACE_MS);
    expect(live.get('session')?.all).toEqual([seat]);
  });

  it('S6: does not start it for a socket that was replaced', () => {
    const { seat } = live.join(place, arrival('one'));
    live.join(place, arrival('two'));
    live.drop('session', seat.peerId, 'one');
    expect(kinds).toEqual(['joined', 'joined']);
  });

  it('S7: forgets a session that nobody is in', () => {
    const { seat } = live.join(place, arrival('one'));
    live.remove('session', seat.peerId);
    live.remove('session', seat.peerId);
    expect(live.ofCase('case')).toEqual([]);
    expect(kinds).toEqual(['joined', 'left']);
  });

  it('S17: ends a session once, with those who are away in it', () => {
    const { seat } = live.join(place, arrival('one'));
    live.join(place, arrival('two', 'bob'));
    live.drop('session', seat.peerId, 'one');
    live.end('session');
    live.end('session');
    expect(kinds.filter((kind) => kind === 'ended')).toHaveLength(1);
  });

  it('S7: starts no clock while the server goes down', () => {
    const { seat } = live.join(place, arrival('one'));
    live.onModuleDestroy();
    live.drop('session', seat.peerId, 'one');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('S9: tells nobody of a command that was refused', () => {
    const { seat } = live.join(place, arrival('one'));
    expect(() => live.onFloor('session', ({ floor }) => floor.ask(seat, 99))).toThrow(expect.objectContaining({ code: 'presenter.stale' }));
    expect(kinds).toEqual(['joined']);
  });
});
