import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real slides lie beside the repository and never in it. */
const FOLDER = resolve(expect.getState().testPath?.split('/server/src/')[0] ?? '.', '../shared/slides');

export const realSlide = (name: string): string => resolve(FOLDER, name);

/** `it`, or a skipped test that names the missing file. */
export function itWithSlide(name: string, title: string, test: (path: string) => Promise<void>): void {
  const path = realSlide(name);
  if (existsSync(path)) it(title, () => test(path));
  else it.skip(`${title} (skipped: ${name} is not at hand)`, () => undefined);
}
