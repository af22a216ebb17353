import type { Database } from '../platform/index.js';
import { SlideChanges, type Slides } from '../slides/index.js';
import { CaseAccess } from './case-access.service.js';
import { CaseMemberRecord } from './case.entity.js';

/** A database that answers with what it held when it was asked, but only when it is let. */
function slowDatabase() {
  let role = 'expert';
  const held: (() => void)[] = [];
  const findBy = (entity: unknown): Promise<object[]> => {
    const found = entity === CaseMemberRecord ? [{ personId: 'eva', role }] : [];
    return new Promise((answer) => held.push(() => answer(found)));
  };
  const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
  return {
    database: { read: { findBy } } as unknown as Database,
    store: (next: string) => (role = next),
    answer: async () => (held.splice(0).forEach((go) => go()), settled()),
  };
}

describe('who may see what', () => {
  it('S2: is never answered with a role that changed while it was read', async () => {
    const { database, store, answer } = slowDatabase();
    const access = new CaseAccess(database, { find: () => Promise.resolve(undefined) } as unknown as Slides, new SlideChanges());
    const asked = access.roleOf('eva', 'case');
    store('observer');
    access.announce({ kind: 'member', caseId: 'case', personId: 'eva', role: 'observer' });
    await answer();
    await answer();
    expect(await asked).toBe('observer');
  });
});
