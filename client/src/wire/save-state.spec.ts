import { mergedState, SaveLedger, type SaveState } from './save-state';

describe('SaveLedger', () => {
  it('counts a change as unsaved until its message is acknowledged', () => {
    const ledger = new SaveLedger();
    ledger.connected();
    ledger.sent();
    ledger.changed();
    ledger.sent();
    expect(ledger.unsent).toBe(1);
    ledger.acknowledged(1);
    expect(ledger.unsent).toBe(1);
    ledger.acknowledged(2);
    expect(ledger.unsent).toBe(0);
  });

  it('keeps counting what was made offline until the first message of the next connection is acknowledged', () => {
    const ledger = new SaveLedger(2);
    ledger.changed();
    expect(ledger.unsent).toBe(3);
    ledger.connected();
    ledger.sent();
    ledger.acknowledged(1);
    expect(ledger.unsent).toBe(0);
  });

  it('does not take an acknowledgement of before a drop for one of after it', () => {
    const ledger = new SaveLedger();
    ledger.connected();
    ledger.sent();
    ledger.changed();
    ledger.sent();
    ledger.connected();
    ledger.acknowledged(2);
    expect(ledger.unsent).toBe(1);
    ledger.sent();
    ledger.acknowledged(1);
    expect(ledger.unsent).toBe(0);
  });

  it('waits for a first message also where nothing is known to be unsaved', () => {
    const ledger = new SaveLedger();
    ledger.connected();
    expect(ledger.isWaiting).toBe(false);
    ledger.sent();
    expect(ledger.isWaiting).toBe(true);
    ledger.acknowledged(1);
    expect(ledger.isWaiting).toBe(false);
  });
});

describe('the state of several documents', () => {
  const [saved, loading]: SaveState[] = [{ kind: 'saved' }, { kind: 'loading' }];
  const sending = (unsent: number): SaveState => ({ kind: 'sending', unsent });

  it('is saved only if each of them is', () => {
    expect(mergedState([saved!, saved!])).toEqual({ kind: 'saved' });
    expect(mergedState([saved!, loading!])).toEqual({ kind: 'loading' });
    expect(mergedState([])).toEqual({ kind: 'loading' });
  });

  it('counts what is unsent in any of them, and says the worst first', () => {
    expect(mergedState([saved!, sending(2), sending(1)])).toEqual({ kind: 'sending', unsent: 3 });
    expect(mergedState([sending(2), loading!])).toEqual({ kind: 'sending', unsent: 2 });
    expect(mergedState([sending(2), { kind: 'offline', unsent: 1 }])).toEqual({ kind: 'offline', unsent: 3 });
    expect(mergedState([{ kind: 'offline', unsent: 1 }, { kind: 'trouble', unsent: 0, code: 'storage.full' }])).toEqual({ kind: 'trouble', unsent: 1, code: 'storage.full' });
    expect(mergedState([{ kind: 'closed', unsent: 0, code: 'login.revoked' }, sending(1)])).toEqual({ kind: 'closed', unsent: 1, code: 'login.revoked' });
  });
});
