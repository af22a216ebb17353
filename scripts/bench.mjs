/** `npm run bench -- <name> [flags]`: builds what has changed, then runs bench/<name>.mjs with the flags. */
import { readdir } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { build } from './steps/build.mjs';
import { installPackages } from './steps/packages.mjs';
import { inRoot, root } from './steps/root.mjs';
import { explain, StepFailed } from './steps/step.mjs';

/** The benchmarks are the files directly in bench/; what they share lies in folders below. */
async function benchmarks() {
  const files = await readdir(inRoot('bench'));
  return files.filter((file) => file.endsWith('.mjs')).map((file) => file.slice(0, -'.mjs'.length)).sort();
}

async function bench(name, flags) {
  const names = await benchmarks();
  if (!names.includes(name)) throw new StepFailed(`${name ? `There is no benchmark "${name}". ` : ''}npm run bench -- <name>, where <name> is one of: ${names.join(', ')}`);
  process.stderr.write(`Packages: ${await installPackages()}. Build: ${await build()}.\n`); // standard output is the benchmark's own
  const running = spawn(process.execPath, [inRoot('bench', `${name}.mjs`), ...flags], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => running.kill(signal));
  return new Promise((done, fail) => running.on('error', fail).on('exit', (code) => done(code ?? 1)));
}

try {
  process.exitCode = await bench(process.argv[2], process.argv.slice(3));
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
