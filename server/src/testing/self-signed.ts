import { execFile, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface SelfSigned {
  readonly certFile: string;
  readonly keyFile: string;
  /** PEM: what a client has to trust. */
  readonly cert: string;
}

export const hasOpenssl = (): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A certificate of `localhost` for a day, in this folder. */
export async function selfSigned(folder: string): Promise<SelfSigned> {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  await promisify(execFile)('openssl', [...request, '-out', certFile, '-keyout', keyFile]);
  return { certFile, keyFile, cert: await readFile(certFile, 'utf8') };
}
