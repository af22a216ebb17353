import { byHand, install, mayInstall } from '../steps/debian.mjs';
import { onPath, run } from '../steps/run.mjs';

/** What the recipe needs, and the Debian package that brings it. */
const PROGRAMS = { cmake: 'cmake', ninja: 'ninja-build', 'g++': 'g++', flatc: 'flatbuffers-compiler' };
const HEADERS = { 'uv.h': 'libuv1-dev', 'openssl/ssl.h': 'libssl-dev', 'srtp2/srtp.h': 'libsrtp2-dev', 'flatbuffers/flatbuffers.h': 'libflatbuffers-dev' };

async function hasHeader(header) {
  const { code } = await run('g++', ['-E', '-x', 'c++', '-include', header, '/dev/null']);
  return code === 0;
}

/** The Debian packages of everything that is missing; empty when the worker can be compiled. */
export async function missingPackages() {
  const missing = [];
  for (const [program, debianPackage] of Object.entries(PROGRAMS)) if (!(await onPath(program))) missing.push(debianPackage);
  if (missing.includes('g++')) return [...missing, ...Object.values(HEADERS)]; // without a compiler nobody can look for headers
  for (const [header, debianPackage] of Object.entries(HEADERS)) if (!(await hasHeader(header))) missing.push(debianPackage);
  return missing;
}

/**
 * Makes the machine able to compile the worker, where it may install what is missing.
 * @returns {Promise<string | undefined>} what a person must do first, or `undefined` when all is there
 */
export async function whyNotCompilable() {
  const missing = await missingPackages();
  if (missing.length === 0) return undefined;
  const advice = 'The voice worker could not be downloaded, and this machine lacks what it takes to compile it. '
    + `Start again after, on Debian: ${byHand(missing)}; or set MEDIASOUP_WORKER_BIN to a built mediasoup-worker.`;
  if (!(await mayInstall())) return advice;
  await install(missing);
  return (await missingPackages()).length === 0 ? undefined : advice;
}
