import type { VoiceConsumer } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import type { CallLine } from './call-line';
import type { Loudspeakers } from './loudspeakers';

interface Hearing {
  line: CallLine;
  transport: types.Transport;
  loudspeakers: Loudspeakers;
}

/** Plays everyone the server sends. Those it rests are rested here too: a receiver left running hisses and costs time. */
export function createHearing({ line, transport, loudspeakers }: Hearing) {
  const { socket } = line;
  /** `null`: announced, and still being negotiated. */
  const consumers = new Map<string, types.Consumer | null>();

  const add = async ({ consumerId, producerId, rtpParameters }: VoiceConsumer): Promise<void> => {
    consumers.set(consumerId, null);
    try {
      const consumer = await transport.consume({ id: consumerId, producerId, kind: 'audio', rtpParameters: rtpParameters as types.RtpParameters });
      if (!consumers.has(consumerId)) return consumer.close();
      consumers.set(consumerId, consumer);
      consumer.pause();
      loudspeakers.play(consumerId, consumer.track);
      await line.ask('voice:consumer-ready', { consumerId });
    } catch {
      // One voice that cannot be had must not take the others along; a path that broke is seen by its own care.
      remove({ consumerId });
    }
  };
  const heard = ({ consumerId, heard: isHeard }: { consumerId: string; heard: boolean }): void => {
    const consumer = consumers.get(consumerId);
    if (isHeard) consumer?.resume();
    else consumer?.pause();
  };
  const remove = ({ consumerId }: { consumerId: string }): void => {
    consumers.get(consumerId)?.close();
    consumers.delete(consumerId);
    loudspeakers.stop(consumerId);
  };
  const receive = (consumer: VoiceConsumer): void => void add(consumer);

  socket.on('voice:consumer', receive);
  socket.on('voice:heard', heard);
  socket.on('voice:consumer-closed', remove);

  return {
    consumerIds: (): readonly string[] => [...consumers.keys()],
    remove,
    /** Stops listening to the server, and plays nobody any more. */
    close(): void {
      socket.off('voice:consumer', receive);
      socket.off('voice:heard', heard);
      socket.off('voice:consumer-closed', remove);
      for (const consumerId of [...consumers.keys()]) remove({ consumerId });
    },
  };
}
