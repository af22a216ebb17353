import { nx } from './build.mjs';
import { runNode } from './run.mjs';
import { oneCheck } from './tally.mjs';

const asCheck = ({ code, output }) => ({ ...oneCheck(code === 0), output });

/** TypeScript over every workspace, tests included; unchanged ones come from Nx's cache. */
export const typeCheck = async () => asCheck(await nx(['run-many', '-t', 'typecheck']));

/** ESLint: the habits of the house inside a file. */
export const eslint = async () => asCheck(await runNode('node_modules/.bin/eslint', ['.', '--max-warnings', '0']));

/** dependency-cruiser: the module map, that is who may import whom. */
export const moduleMap = async () =>
  asCheck(await runNode('node_modules/.bin/depcruise', ['shared/src', 'server/src', 'client/src', '--config', '.dependency-cruiser.cjs']));

/** Builds shared, server and client for the end-to-end tests. */
export const buildCheck = async () => asCheck(await nx(['run-many', '-t', 'build']));
