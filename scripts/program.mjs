/** `npm run bench|soak -- <name> [flags]`: builds what has changed, then runs <folder>/<name>.mjs with the flags. usage: node program.mjs <folder> <name> [flags] */
import { readdir } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { build } from './steps/build.mjs';
import { installPackages } from './steps/packages.mjs';
import { inRoot, root } from './steps/root.mjs';
import { explain, StepFailed } from './steps/step.mjs';

/** The programs are the files directly in the folder; what they share lies in folders below. */
async function programs(folder) {
  const files = await readdir(inRoot(folder));
  return files.filter((file) => file.endsWith('.mjs')).map((file) => file.slice(0, -'.mjs'.length)).sort();
}

async function run(folder, name, flags) {
  const names = await programs(folder);
  if (!names.includes(name)) throw new StepFailed(`${name ? `There is no "${name}" in ${folder}. ` : ''}npm run ${folder} -- <name>, where <name> is one of: ${names.join(', ')}`);
  process.stderr.write(`Packages: ${await installPackages()}. Build: ${await build()}.\n`); // standard output is the program's own
  const running = spawn(process.execPath, [inRoot(folder, `${name}.mjs`), ...flags], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => running.kill(signal));
  return new Promise((done, fail) => running.on('error', fail).on('exit', (code) => done(code ?? 1)));
}

try {
  const [folder, name, ...flags] = process.argv.slice(2);
  process.exitCode = await run(folder, name, flags);
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
