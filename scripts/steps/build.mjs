import { runNode } from './run.mjs';
import { StepFailed } from './step.mjs';

/** Nx as a plain program: no daemon left behind, no full-screen output, nothing sent anywhere. */
export const nx = (args) => runNode('node_modules/.bin/nx', args, { env: { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' } });

/** Builds shared, server and client; what has not changed since the last build comes from Nx's cache. */
export async function build() {
  const { code, output } = await nx(['run-many', '-t', 'build']);
  if (code !== 0) throw new StepFailed('The build failed.', output);
  return /Cache:\s+(\d+)\/\1 hit/.test(output) ? 'up to date' : 'built';
}
