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

/** What tests compare our readers with. Where it is missing they skip, and say so. */
const WANTS = [
  { name: 'OpenSlide', isThere: () => pythonHas('openslide'), packages: ['libopenslide0', 'python3-openslide'] },
  { name: 'pydicom', isThere: () => pythonHas('pydicom'), packages: ['python3-pydicom', 'python3-numpy'] },
];

/** Debian's own Python: its packages are unknown to any other that comes first on the PATH. */
async function pythonHas(module) {
  return (await run('/bin/sh', ['-c', `/usr/bin/python3 -c 'import ${module}'`])).code === 0;
}

async function missingOf(needs) {
  const missing = [];
  for (const need of needs) if (!(await need.isThere())) missing.push(need);
  return missing;
}

const packagesOf = (needs) => needs.flatMap((need) => need.packages);
const namesOf = (needs) => needs.map(({ name }) => name).join(', ');

/** Installs through apt what the tests need and the machine lacks; where it may not, names it and fails. */
export async function prepareMachine() {
  const [missing, wanted] = [await missingOf(NEEDS), await missingOf(WANTS)];
  if (missing.length + wanted.length === 0) return 'all there';
  const tried = (await mayInstall()) ? await install(packagesOf([...missing, ...wanted])) : { output: '' };
  const [stillMissing, stillWanted] = [await missingOf(missing), await missingOf(wanted)];
  if (stillMissing.length > 0) {
    throw new StepFailed(`The tests need ${namesOf(stillMissing)}. On Debian, as root: ${byHand(packagesOf(stillMissing))}`, tried.output);
  }
  if (stillWanted.length > 0) return `tests that compare with ${namesOf(stillWanted)} skip; on Debian, as root: ${byHand(packagesOf(stillWanted))}`;
  return `installed ${packagesOf([...missing, ...wanted]).join(', ')}`;
}
