import type { ShareConsumer, ShareSize } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import type { CallLine } from './call-line';

interface Watching {
  line: CallLine;
  transport: types.Transport;
  /** The size at first. */
  size: ShareSize;
  /** The picture that came, or that there is none any more. */
  shown: (track: MediaStreamTrack | undefined) => void;
}

/** Receives the one picture of the session, in the size in which it is shown; none of it while it is hidden. */
export function createWatching({ line, transport, size: sizeAtFirst, shown }: Watching) {
  const { socket } = line;
  let consumer: types.Consumer | undefined;
  /** The newest announcement: an earlier one that is still being negotiated is let go. */
  let announced: string | undefined;
  let size = sizeAtFirst;

  const ask = (): void => {
    if (!consumer) return;
    if (size === 'hidden') consumer.pause();
    else consumer.resume();
    // A picture that is gone by now is told by itself.
    line.ask('share:view', { consumerId: consumer.id, size }).catch(() => undefined);
  };
  const receive = async ({ consumerId, producerId, rtpParameters }: ShareConsumer): Promise<void> => {
    announced = consumerId;
    try {
      const made = await transport.consume({ id: consumerId, producerId, kind: 'video', rtpParameters: rtpParameters as types.RtpParameters });
      if (announced !== consumerId) return made.close();
      consumer?.close();
      consumer = made;
      shown(made.track);
      ask();
    } catch {
      // The path broke, which its own care sees, or this browser cannot show it: the others go on.
      if (announced === consumerId) close();
    }
  };
  const onConsumer = (body: ShareConsumer): void => void receive(body);
  const onClosed = ({ consumerId }: { consumerId: string }): void => {
    if (consumerId === announced) close();
  };
  const close = (): void => {
    announced = undefined;
    consumer?.close();
    consumer = undefined;
    shown(undefined);
  };

  socket.on('share:consumer', onConsumer);
  socket.on('share:consumer-closed', onClosed);
  return {
    consumerIds: (): readonly string[] => (announced === undefined ? [] : [announced]),
    remove: onClosed,
    view(wanted: ShareSize): void {
      if (wanted === size) return;
      size = wanted;
      ask();
    },
    close(): void {
      socket.off('share:consumer', onConsumer);
      socket.off('share:consumer-closed', onClosed);
      close();
    },
  };
}
