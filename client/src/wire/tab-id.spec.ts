import { jest } from '@jest/globals';

type Callback = (lock: object | null) => unknown;

/** Locks of one browser, shared by its tabs. */
class FakeLocks {
  readonly held = new Set<string>();
  denied = false;

  async request(name: string, options: { ifAvailable: boolean }, callback: Callback): Promise<unknown> {
    if (this.denied) throw new DOMException('', 'SecurityError');
    await Promise.resolve();
    expect(options.ifAvailable).toBe(true);
    if (this.held.has(name)) return callback(null);
    this.held.add(name);
    return callback({ name });
  }
}

describe('tabId', () => {
  let locks: FakeLocks;

  /** Another page: its module is fresh, and so are its locks if the page before it is gone. */
  const pageOf = async (): Promise<() => Promise<string>> => {
    jest.resetModules();
    return (await import('./tab-id')).tabId;
  };
  const reload = (): void => locks.held.clear();

  beforeEach(() => {
    sessionStorage.clear();
    locks = new FakeLocks();
    Object.defineProperty(navigator, 'locks', { configurable: true, value: locks });
  });
  afterEach(() => void Reflect.deleteProperty(navigator, 'locks'));

  it('is the same for the whole life of a page', async () => {
    const tabId = await pageOf();
    expect(await tabId()).toBe(await tabId());
  });

  it('S6: survives a reload', async () => {
    const before = await (await pageOf())();
    reload();
    expect(await (await pageOf())()).toBe(before);
  });

  it('S4: is another one in a duplicated tab, which copies the storage', async () => {
    const original = await (await pageOf())();
    const copy = await (await pageOf())();
    expect(copy).not.toBe(original);
    expect(locks.held.size).toBe(2);
  });

  it('survives a reload also without Web Locks, as on pages over plain HTTP', async () => {
    Reflect.deleteProperty(navigator, 'locks');
    const before = await (await pageOf())();
    expect(await (await pageOf())()).toBe(before);
  });

  it('does not wait for locks that the browser denies', async () => {
    locks.denied = true;
    const before = await (await pageOf())();
    expect(await (await pageOf())()).toBe(before);
  });
});
