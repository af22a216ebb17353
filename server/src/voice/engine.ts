import { Logger } from '@nestjs/common';
import { createWorker, setLogEventListeners, type types } from 'mediasoup';
import { freePort, type ListenAddress, listenInfos } from './listen-address.js';

const logger = new Logger('mediasoup');
setLogEventListeners({ onerror: (namespace, log, error) => logger.warn({ msg: log, namespace, reason: error?.message }) });

/** A running worker process and the one port all its transports share. */
export interface Engine {
  readonly worker: types.Worker;
  readonly webRtcServer: types.WebRtcServer;
  readonly port: number;
}

/** Starts a worker. Throws, leaving no process behind, where the program does not run or the port is taken. `port` 0 takes a free one. */
export async function startEngine(bin: string, address: ListenAddress, port: number): Promise<Engine> {
  const worker = await createWorker({ workerBin: bin, logLevel: 'error' });
  try {
    const chosen = port || (await freePort(address.ip));
    const webRtcServer = await worker.createWebRtcServer({ listenInfos: listenInfos(address, chosen) });
    return { worker, webRtcServer, port: chosen };
  } catch (error) {
    worker.close();
    throw error;
  }
}
