import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one test's own, gone after it. */
export class WorkFolder {
  path = '';

  constructor() {
    beforeEach(async () => {
      this.path = await mkdtemp(join(tmpdir(), 'parfocal-test-'));
    });
    afterEach(() => rm(this.path, { recursive: true, force: true }));
  }

  at(...names: string[]): string {
    return join(this.path, ...names);
  }

  async file(name: string, content: Buffer | string): Promise<string> {
    await writeFile(this.at(name), content);
    return this.at(name);
  }
}
