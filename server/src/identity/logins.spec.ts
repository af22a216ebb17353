import { Config, type Database } from '../platform/index.js';
import { Connections, LOGIN_COOKIE } from '../wire/index.js';
import { LoginRecord } from './login.entity.js';
import { Logins } from './logins.service.js';
import { Passwords } from './passwords.js';

const MANY = 12_000;
const cookie = (n: number): string => `${LOGIN_COOKIE}=${String(n).padStart(43, 'A')}`;

describe('the logins in memory', () => {
  it('are bounded: one that had to make room is read again', async () => {
    let reads = 0;
    const findOneBy = (entity: unknown): Promise<object> => {
      if (entity === LoginRecord) reads += 1;
      return Promise.resolve({ id: 'x', personId: 'p', displayName: 'Ana', lastSeenAt: Date.now() });
    };
    const logins = new Logins({ read: { findOneBy } } as unknown as Database, Config.parse({}), new Passwords(), new Connections());
    for (let n = 0; n < MANY; n++) await logins.find(cookie(n));
    expect(reads).toBe(MANY);
    await logins.find(cookie(MANY - 1));
    expect(reads).toBe(MANY);
    await logins.find(cookie(0));
    expect(reads).toBe(MANY + 1);
  });
});
