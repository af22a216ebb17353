import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { types } from 'mediasoup';

const WILDCARDS = new Set(['0.0.0.0', '::']);

/** Where voice listens, and what browsers are told. */
export interface ListenAddress {
  readonly ip: string;
  readonly announced: string | undefined;
}

/**
 * A wildcard cannot be announced, so without VOICE_ANNOUNCED_ADDRESS it is this machine's first address on a network.
 * Throws where `host` is a name that resolves to nothing.
 */
export async function listenAddress(host: string, announced: string | undefined): Promise<ListenAddress> {
  const { address: ip } = await lookup(host);
  if (announced || !WILDCARDS.has(ip)) return { ip, announced };
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return { ip, announced: addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1' };
}

/**
 * Sixty open microphones send 3,000 packets a second, of which a kernel's usual buffer holds a tenth of a second: what comes while the worker waits for the
 * processor would be lost. Where `net.core.rmem_max` is smaller, the kernel takes that.
 */
const RECEIVE_BUFFER_BYTES = 1_048_576;

/** One port for everyone, UDP first; TCP is for networks that let nothing else out. */
export const listenInfos = ({ ip, announced }: ListenAddress, port: number): types.TransportListenInfo[] => {
  const where = { ip, port, ...(announced && { announcedAddress: announced }) };
  return [{ protocol: 'udp', ...where, recvBufferSize: RECEIVE_BUFFER_BYTES }, { protocol: 'tcp', ...where }];
};

/** A port that is free in UDP and TCP alike; mediasoup would choose two different ones. */
export async function freePort(ip: string): Promise<number> {
  for (let tries = 0; tries < 20; tries++) {
    const port = await freeTcpPort(ip);
    if (await isFreeUdpPort(ip, port)) return port;
  }
  throw new Error('no port is free in both UDP and TCP');
}

const freeTcpPort = (ip: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, ip, () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

const isFreeUdpPort = (ip: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket(ip.includes(':') ? 'udp6' : 'udp4').once('error', () => socket.close(() => resolve(false)));
    socket.bind(port, ip, () => socket.close(() => resolve(true)));
  });
