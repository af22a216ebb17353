import { SaveLedger } from './save-state';

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
