import { access } from 'node:fs/promises';
import { byHand, install, mayInstall } from '../../scripts/steps/debian.mjs';

/** Servers that are measured beside ours, where they can be had: Debian's packages, and a file that shows that they are there. */
const REFERENCES = {
  iipsrv: { packages: ['iipimage-server', 'nginx-light'], files: ['/usr/lib/iipimage-server/iipsrv.fcgi', '/usr/sbin/nginx'] },
  openslide: { packages: ['python3-openslide'], files: ['/usr/bin/python3', '/usr/lib/python3/dist-packages/openslide/deepzoom.py'] },
};

const isThere = ({ files }) => Promise.all(files.map((file) => access(file))).then(() => true, () => false);

/** Installs what is missing where this process may. Answers what can be measured: `{ iipsrv: boolean, openslide: boolean }`. */
export async function referencesAtHand(tell) {
  const missing = [];
  for (const reference of Object.values(REFERENCES)) if (!(await isThere(reference))) missing.push(...reference.packages);
  if (missing.length > 0 && (await mayInstall())) {
    tell(`Installing ${missing.join(', ')} to measure beside …`);
    await install(missing);
  } else if (missing.length > 0) tell(`For all rows of the table: ${byHand(missing)}`);
  const found = await Promise.all(Object.entries(REFERENCES).map(async ([name, reference]) => [name, await isThere(reference)]));
  return Object.fromEntries(found);
}
