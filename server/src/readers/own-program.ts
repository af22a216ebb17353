import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file of the readers that runs in a process or a thread of its own. */
export interface OwnProgram {
  readonly path: string;
  readonly execArgv: string[];
}

/**
 * Finds a program by its place in this folder, without extension. Built, it lies beside us; run from the sources, as tests are,
 * it needs what lets Node run them.
 */
export function ownProgram(name: string): OwnProgram {
  const built = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  if (existsSync(built)) return { path: built, execArgv: [] };
  const fromSource = new URL('../testing/from-source.mjs', import.meta.url).href;
  return { path: built.replace(/\.js$/, '.ts'), execArgv: ['--import', fromSource] };
}
