import { inRoot } from './root.mjs';
import { runNode } from './run.mjs';
import { StepFailed } from './step.mjs';

/** Nx as a plain program: no daemon left behind, no full-screen output, nothing sent anywhere, its cache inside the checkout. */
const QUIETLY = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', NX_CACHE_DIRECTORY: inRoot('.nx/cache') };

/** Runs Nx with these arguments; answers its exit code and what it said. */
export const nx = (args) => runNode('node_modules/.bin/nx', args, { env: QUIETLY });

/** Builds shared, server and client; what has not changed since the last build comes from Nx's cache. */
export async function build() {
  const { code, output } = await nx(['run-many', '-t', 'build']);
  if (code !== 0) throw new StepFailed('The build failed.', output);
  return /Cache:\s+(\d+)\/\1 hit/.test(output) ? 'up to date' : 'built';
}
