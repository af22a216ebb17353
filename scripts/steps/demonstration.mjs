import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inRoot } from './root.mjs';
import { StepFailed } from './step.mjs';

const isFolder = async (path) => (await stat(path).catch(() => undefined))?.isDirectory() === true;

/**
 * The folder of real slides for the demonstration: the one named on the command line (relative to where npm was called), else
 * `DEMO_SLIDES`, else the folder of test slides beside the checkout. `undefined` where there is none: the server draws a synthetic slide.
 */
export async function slidesFolder(named) {
  if (named !== undefined) {
    const folder = resolve(process.env.INIT_CWD ?? process.cwd(), named);
    if (!(await isFolder(folder))) throw new StepFailed(`${folder} is not a folder. Name a folder of slides: npm start -- /path/to/slides`);
    return folder;
  }
  if (process.env.DEMO_SLIDES) return process.env.DEMO_SLIDES;
  const beside = inRoot('../shared/slides');
  return (await isFolder(beside)) ? beside : undefined;
}
