import { access, constants } from 'node:fs/promises';
import { onPath, run } from './run.mjs';

/** Whether this process may install Debian packages: it is root, and apt is there. */
export const mayInstall = async () => process.getuid?.() === 0 && (await onPath('apt-get'));

/** The command a person would type for what `install` does. */
export const byHand = (packages) => `apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/** Installs Debian packages, waiting for another apt that is at work. Answers the code and output of the last apt. */
export async function install(packages) {
  const apt = (args) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  const updated = await apt(['update', '-qq']);
  const installed = await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  return { code: installed.code, output: updated.code === 0 ? installed.output : updated.output + installed.output };
}

/** Whether a file can be executed. */
export async function isExecutable(path) {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false; // missing or forbidden: the same to whoever asks
  }
}
