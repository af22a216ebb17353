import { COLLAB_SILENCE_MS, RECONNECTION } from '@parfocal/shared/protocol';
import type { WebsocketProvider } from 'y-websocket';
import { whenOnline } from './on-line';

/**
 * Makes a document's line anew where it would wait for a network that is gone: one that does not come about in time, and one on which nothing has been
 * heard for longer than the server is ever silent (SPEC S28), and at once when there is a network again. Where the document is still coming, a slow line may be silent for longer. Returns how to stop caring.
 */
export function careForLine(provider: WebsocketProvider): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const remake = (): void => {
    provider.disconnect();
    provider.connect();
  };
  const listen = (): void => {
    const silentMs = Date.now() - provider.wsLastMessageReceived;
    if (silentMs >= COLLAB_SILENCE_MS && provider.synced) remake();
    else timer = setTimeout(listen, provider.synced ? COLLAB_SILENCE_MS - silentMs : COLLAB_SILENCE_MS);
  };
  const follow = (): void => {
    clearTimeout(timer);
    if (provider.wsconnected) listen();
    else if (provider.wsconnecting) timer = setTimeout(remake, RECONNECTION.tryMs);
  };
  const rest = (): void => clearTimeout(timer);
  const unwatch = whenOnline(() => {
    if (provider.shouldConnect && !provider.wsconnected) remake();
  });

  provider.on('status', follow);
  provider.on('connection-close', rest);
  return () => {
    rest();
    unwatch();
    provider.off('status', follow);
    provider.off('connection-close', rest);
  };
}
