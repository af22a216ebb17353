import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VoiceState } from '@parfocal/shared/protocol';
import { filter, firstValueFrom } from 'rxjs';
import { Config } from '../platform/index.js';
import { voiceWorkerBin } from '../testing/voice-call.js';
import { freePort } from './listen-address.js';
import { VoiceWorker } from './voice-worker.js';

const bin = voiceWorkerBin();
const withWorker = bin ? it : it.skip;

describe('VoiceWorker', () => {
  let folder: string;
  let worker: VoiceWorker | undefined;
  const occupied: Server[] = [];

  const start = (environment: Record<string, string>): VoiceWorker => {
    worker = new VoiceWorker(Config.parse({ HOST: '127.0.0.1', VOICE_PORT: '0', ...environment }));
    worker.onApplicationBootstrap();
    return worker;
  };
  const becomes = (state: VoiceState['state']) => firstValueFrom(worker!.state.pipe(filter((now) => now.state === state)));
  const occupy = (port: number) => new Promise<void>((done) => occupied.push(createServer().listen(port, '127.0.0.1', done)));
  /** As the start script does: replaced whole. */
  const say = async (file: string, state: object): Promise<void> => {
    await writeFile(`${file}.new`, JSON.stringify(state));
    await rename(`${file}.new`, file);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parfocal-voice-'));
  });
  afterEach(async () => {
    worker?.onApplicationShutdown();
    for (const server of occupied.splice(0)) server.close();
    await rm(folder, { recursive: true });
  });

  withWorker('V1: is preparing until the state file names a program, then ready', async () => {
    const file = join(folder, 'voice-worker.json');
    const { state } = start({ VOICE_WORKER_STATE: file });
    expect(state.value).toEqual({ state: 'preparing' });
    expect(() => worker!.running()).toThrow(expect.objectContaining({ code: 'voice.preparing' }));
    await say(file, { state: 'ready', bin });
    await becomes('ready');
    expect(worker!.running().port).toBeGreaterThan(0);
  });

  it('V1: passes on why there will be no voice', async () => {
    const file = join(folder, 'voice-worker.json');
    await say(file, { state: 'unavailable', reason: 'no compiler' });
    start({ VOICE_WORKER_STATE: file });
    expect(await becomes('unavailable')).toEqual({ state: 'unavailable', reason: 'no compiler' });
    expect(() => worker!.running()).toThrow(expect.objectContaining({ code: 'voice.unavailable' }));
  });

  it('V1: says where it looked for a program in vain', async () => {
    start({ MEDIASOUP_WORKER_BIN: join(folder, 'nothing') });
    expect(await becomes('unavailable')).toMatchObject({ reason: expect.stringContaining(join(folder, 'nothing')) });
  });

  it('V1: a program that is no worker makes voice unavailable, not the server', async () => {
    start({ MEDIASOUP_WORKER_BIN: '/bin/false' });
    await becomes('unavailable');
  });

  withWorker('V3: a port that is taken makes voice unavailable until it is free', async () => {
    const port = await freePort('127.0.0.1');
    await occupy(port);
    start({ MEDIASOUP_WORKER_BIN: bin!, VOICE_PORT: String(port) });
    expect(await becomes('unavailable')).toMatchObject({ reason: expect.stringMatching(/port|address/i) });
    occupied.pop()!.close();
    await becomes('ready');
    expect(worker!.running().port).toBe(port);
  });

  withWorker('V10: shutting down is no death', async () => {
    start({ MEDIASOUP_WORKER_BIN: bin! });
    await becomes('ready');
    const states: VoiceState[] = [];
    worker!.state.subscribe((state) => states.push(state));
    const { worker: process } = worker!.running();
    worker!.onApplicationShutdown();
    expect(process.closed).toBe(true);
    expect(states).toEqual([{ state: 'ready' }]);
  });
});
