import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Coturn, hasCoturn, startCoturn } from '../testing/coturn.js';
import { hasOpenssl, type SelfSigned, selfSigned } from '../testing/self-signed.js';
import { allocate } from '../testing/turn-client.js';
import { relayCredentials } from './relay-credentials.js';

const overTls = hasOpenssl() ? it : it.skip;
const withCoturn = hasCoturn() ? describe : describe.skip;

withCoturn(`the credentials of relays, as coturn takes them${hasCoturn() ? '' : ' (skipped: coturn is not installed; apt-get install coturn)'}`, () => {
  const secret = 'a secret of the house';
  let folder: string;
  let coturn: Coturn;
  let certificate: SelfSigned | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parfocal-turn-'));
    certificate = hasOpenssl() ? await selfSigned(folder) : undefined;
    coturn = await startCoturn(secret, folder, certificate);
  });
  afterAll(async () => {
    await coturn.stop();
    await rm(folder, { recursive: true });
  });

  it.each(['udp', 'tcp'] as const)('V16: opens a relay over %s', async (transport) => {
    expect(await allocate(coturn.port, transport, relayCredentials([], secret, 'ana', Date.now()))).toBe('allocated');
  });

  overTls(`V16: opens a relay over TLS, to who knows its certificate${hasOpenssl() ? '' : ' (skipped: openssl is not installed)'}`, async () => {
    const mine = relayCredentials([], secret, 'ana', Date.now());
    expect(await allocate(coturn.tlsPort, certificate!, mine)).toBe('allocated');
    const { cert } = await selfSigned(folder);
    await expect(allocate(coturn.tlsPort, { cert }, mine)).rejects.toThrow(/self-signed|certificate/);
  });

  it('V16: not once they have expired', async () => {
    expect(await allocate(coturn.port, 'udp', relayCredentials([], secret, 'ana', Date.now() - 3_700_000))).toBe(401);
  });

  it('V16: not for another peer, and not with another secret', async () => {
    const { username, credential } = relayCredentials([], secret, 'ana', Date.now());
    expect(await allocate(coturn.port, 'udp', { username: username.replace('ana', 'ben'), credential })).toBe(401);
    expect(await allocate(coturn.port, 'udp', relayCredentials([], 'another secret', 'ana', Date.now()))).toBe(401);
  });
});
