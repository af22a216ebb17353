import { byHand, install, isExecutable, mayInstall } from './debian.mjs';
import { postgresPrograms } from './postgres.mjs';
import { onPath, run } from './run.mjs';
import { StepFailed } from './step.mjs';

/** The browser that the end-to-end tests drive: `CHROMIUM`, else Debian's, else one on the PATH. */
export async function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) return (await isExecutable(named)) ? named : undefined;
  for (const program of ['/usr/bin/chromium', 'chromium-browser', 'google-chrome']) {
    const { code, output } = await run('/bin/sh', ['-c', 'command -v "$0"', program]);
    if (code === 0) return output.trim();
  }
  return undefined;
}

async function drawsChinese() {
  if (!(await onPath('fc-list'))) return false;
  return (await run('fc-list', [':lang=zh-cn'])).output.trim() !== '';
}

/** What the tests need of the machine beside Node: what it is, how to see it, the Debian packages that bring it. */
const NEEDS = [
  { name: 'Chromium', isThere: async () => (await findChromium()) !== undefined, packages: ['chromium'] },
  { name: 'a Chinese font', isThere: drawsChinese, packages: ['fontconfig', 'fonts-noto-cjk'] },
  { name: 'PostgreSQL', isThere: async () => (await postgresPrograms()) !== undefined, packages: ['postgresql'] },
];

async function missingNeeds() {
  const missing = [];
  for (const need of NEEDS) if (!(await need.isThere())) missing.push(need);
  return missing;
}

/** Installs through apt what the tests need and the machine lacks; where it may not, names it and fails. */
export async function prepareMachine() {
  const missing = await missingNeeds();
  if (missing.length === 0) return 'all there';
  const packages = missing.flatMap((need) => need.packages);
  const tried = (await mayInstall()) ? await install(packages) : { output: '' };
  const stillMissing = await missingNeeds();
  if (stillMissing.length > 0) {
    const names = stillMissing.map(({ name }) => name).join(', ');
    throw new StepFailed(`The tests need ${names}. On Debian, as root: ${byHand(stillMissing.flatMap((need) => need.packages))}`, tried.output);
  }
  return `installed ${packages.join(', ')}`;
}
