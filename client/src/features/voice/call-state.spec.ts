import { CallState, RETRY_MS, SOUND_MS } from './call-state';

const ready = (): CallState => {
  const state = new CallState();
  state.connect(true);
  state.hearServer({ state: 'ready' });
  return state;
};
const joined = (): CallState => {
  const state = ready();
  state.want();
  state.opening();
  state.opened(0);
  return state;
};

describe('CallState', () => {
  it('opens a call only when it is wanted, connected and ready, and none stands', () => {
    const state = new CallState();
    state.want();
    expect(state.shouldOpen).toBe(false);
    state.connect(true);
    expect(state.shouldOpen).toBe(false);
    state.hearServer({ state: 'ready' });
    expect(state.shouldOpen).toBe(true);
    state.opening();
    expect(state.shouldOpen).toBe(false);
  });

  it('V1: shows what the server says while nothing is wanted', () => {
    const state = new CallState();
    expect(state.phase).toEqual({ kind: 'preparing' });
    state.hearServer({ state: 'unavailable', reason: 'no compiler' });
    expect(state.phase).toEqual({ kind: 'unavailable', reason: 'no compiler' });
    state.hearServer({ state: 'ready' });
    expect(state.phase).toEqual({ kind: 'ready' });
  });

  it('tells joining from being brought back', () => {
    const state = ready();
    state.want();
    expect(state.phase).toEqual({ kind: 'joining', again: false });
    state.opening();
    state.opened(0);
    expect(state.phase).toEqual({ kind: 'joined' });
    state.connect(false);
    expect(state.phase).toEqual({ kind: 'joined' });
    state.gone();
    expect(state.phase).toEqual({ kind: 'joining', again: true });
  });

  it('V9: comes back with the connection', () => {
    const state = joined();
    state.connect(false);
    state.gone();
    state.connect(true);
    expect(state.shouldOpen).toBe(false);
    state.hearServer({ state: 'ready' });
    expect(state.shouldOpen).toBe(true);
  });

  it('V10: after a reset waits until the server is ready again', () => {
    const state = joined();
    state.reset();
    expect(state.shouldOpen).toBe(false);
    state.hearServer({ state: 'ready' });
    expect(state.shouldOpen).toBe(true);
  });

  it('never brings anyone back after voice had been given up', () => {
    const state = joined();
    state.reset();
    state.hearServer({ state: 'unavailable', reason: 'the port is taken' });
    state.hearServer({ state: 'ready' });
    expect(state.shouldOpen).toBe(false);
    expect(state.phase).toEqual({ kind: 'ready' });
  });

  it('tries again a few times, then asks the person', () => {
    const state = ready();
    state.want();
    expect(RETRY_MS.map(() => state.failed('unavailable'))).toEqual([...RETRY_MS]);
    expect(state.failed('unavailable')).toBeUndefined();
    expect(state.phase).toEqual({ kind: 'failed', trouble: 'unavailable' });
    state.want();
    expect(state.shouldOpen).toBe(true);
  });

  it('does not try again what cannot be mended', () => {
    const state = ready();
    state.want();
    expect(state.failed('unsupported')).toBeUndefined();
    expect(state.phase).toEqual({ kind: 'failed', trouble: 'unsupported' });
  });

  it('takes a loss after a sound call for a new trouble, and one after a short call for the same', () => {
    const state = joined();
    for (const waitMs of RETRY_MS) {
      expect(state.lost(SOUND_MS - 1)).toBe(waitMs);
      state.opening();
      state.opened(0);
    }
    expect(state.lost(SOUND_MS)).toBe(RETRY_MS[0]);
  });

  it('has nothing to retry once left', () => {
    const state = joined();
    state.unwant();
    expect(state.failed('unavailable')).toBeUndefined();
    expect(state.phase).toEqual({ kind: 'ready' });
  });
});
