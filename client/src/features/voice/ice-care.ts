import type { types } from 'mediasoup-client';

/** How long restarted ICE may take; a relay over TLS needs about a second and a half of it. */
export const RESTART_LIMIT_MS = 4_000;

interface Care {
  /** Asks the server for new ICE parameters. */
  restart: () => Promise<types.IceParameters>;
  /** ICE will not mend this path. */
  lost: () => void;
  shaky: (shaky: boolean) => void;
}

/**
 * The lowest rung: keeps a path alive over a change of network. When it is `disconnected` ICE is restarted, which keeps the
 * DTLS session and what travels; when that does not help in time, or it `failed`, it is lost. Returns how to stop caring.
 */
export function careForPath(transport: types.Transport, { restart, lost, shaky }: Care): () => void {
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const calm = (): void => {
    clearTimeout(deadline);
    deadline = undefined;
    shaky(false);
  };
  const giveUp = (): void => {
    stop();
    lost();
  };
  const mend = async (): Promise<void> => {
    if (deadline) return;
    deadline = setTimeout(giveUp, RESTART_LIMIT_MS);
    shaky(true);
    try {
      const iceParameters = await restart();
      if (!transport.closed) await transport.restartIce({ iceParameters });
    } catch {
      giveUp();
    }
  };
  const follow = (state: types.ConnectionState): void => {
    if (state === 'connected') calm();
    else if (state === 'disconnected') void mend();
    else if (state === 'failed') giveUp();
  };
  const stop = (): void => {
    transport.off('connectionstatechange', follow);
    calm();
  };

  transport.on('connectionstatechange', follow);
  return stop;
}
