import { StepFailed } from './step.mjs';

/** The oldest releases that pass the tests; the same as `engines` in package.json. Odd releases between are not supported. */
const OLDEST = { 20: 19, 22: 12 };

/** Refuses a Node that the packages do not run on. Answers the version in use. */
export async function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const oldestMinor = OLDEST[major] ?? (major > 22 ? 0 : Infinity);
  if (minor < oldestMinor) {
    throw new StepFailed(`Parfocal needs Node 20.19 or newer of 20, or 22.12 and later; this is ${process.versions.node}. See https://nodejs.org/en/download.`);
  }
  return process.versions.node;
}
