import { listenAddress, listenInfos } from './listen-address.js';

describe('listenAddress', () => {
  it('listens where the server does, and announces just that', async () => {
    expect(await listenAddress('127.0.0.1', undefined)).toEqual({ ip: '127.0.0.1', announced: undefined });
  });

  it('announces what it is told to', async () => {
    expect(await listenAddress('0.0.0.0', 'voice.example.org')).toEqual({ ip: '0.0.0.0', announced: 'voice.example.org' });
  });

  it('never announces a wildcard', async () => {
    const { ip, announced } = await listenAddress('0.0.0.0', undefined);
    expect(ip).toBe('0.0.0.0');
    expect(announced).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(announced).not.toBe('0.0.0.0');
  });

  it('V3: takes one port for UDP and TCP, UDP first', () => {
    expect(listenInfos({ ip: '0.0.0.0', announced: '192.0.2.1' }, 40_000)).toEqual([
      { protocol: 'udp', ip: '0.0.0.0', port: 40_000, announcedAddress: '192.0.2.1', recvBufferSize: 1_048_576 },
      { protocol: 'tcp', ip: '0.0.0.0', port: 40_000, announcedAddress: '192.0.2.1' },
    ]);
  });
});
