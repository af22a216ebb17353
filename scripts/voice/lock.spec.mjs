import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';

describe('the lock of the voice worker', () => {
  let folder;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parfocal-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lets one at a time do the work', async () => {
    const file = join(folder, 'lock');
    const order = [];
    const work = (name) => async () => {
      order.push(`${name} begins`);
      await new Promise((next) => setImmediate(next));
      order.push(`${name} ends`);
    };
    await Promise.all([withLock(file, work('first')), withLock(file, work('second'))]);
    expect(order).toHaveLength(4);
    expect([order[1], order[3]]).toEqual(order.filter((_, index) => index % 2 === 0).map((line) => line.replace('begins', 'ends')));
  });

  it('is taken over from a process that died', async () => {
    const file = join(folder, 'lock');
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(file, String(pid));
    await expect(withLock(file, async () => 'done')).resolves.toBe('done');
  });

  it('is given back after a failure', async () => {
    const file = join(folder, 'lock');
    await expect(withLock(file, () => Promise.reject(new Error('no compiler')))).rejects.toThrow('no compiler');
    await expect(readdir(folder)).resolves.toEqual([]);
  });
});
