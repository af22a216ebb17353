import type { types } from 'mediasoup';
import type { Media } from './media.js';
import { VoiceRoom } from './voice-room.js';

const AUDIO = { mid: '0' } as never;

/** A worker that makes whatever it is asked for. */
function media(): Media {
  const producer = (): object => {
    const made = { id: 'microphone', closed: false, paused: false, close: () => (made.closed = true) };
    return made;
  };
  const transport = { id: 'transport', closed: false, setMaxIncomingBitrate: () => Promise.resolve(), produce: () => Promise.resolve(producer()), close: () => undefined, on: () => undefined };
  return {
    router: { rtpCapabilities: {}, createWebRtcTransport: () => Promise.resolve(transport) } as unknown as types.Router,
    levels: { on: () => undefined, addProducer: () => Promise.resolve() } as unknown as types.AudioLevelObserver,
    webRtcServer: {} as types.WebRtcServer,
  };
}

describe('a voice room', () => {
  const line = { id: 'socket', emit: () => true };
  const rosters: unknown[] = [];
  const room = (): VoiceRoom => new VoiceRoom(Promise.resolve(media()), { roster: (roster) => rosters.push(roster), speaking: () => undefined, share: () => undefined, deserted: () => undefined });
  beforeEach(() => rosters.splice(0));

  it('V8: has no news where who may only listen has no microphone: in a full house that is asked of every observer at every change', async () => {
    const voices = room();
    await voices.join('observer', line);
    expect(rosters).toEqual([[{ peerId: 'observer', muted: true }]]);
    voices.silence('observer');
    voices.silence('somebody who is not in the room');
    expect(rosters).toHaveLength(1);
  });

  it('V5: takes the microphone of who became an observer, and tells it once', async () => {
    const voices = room();
    await voices.join('expert', line);
    const peer = voices.find('expert')!;
    const { id } = await peer.openTransport('send');
    await voices.produce(peer, id, AUDIO);
    expect(rosters.at(-1)).toEqual([{ peerId: 'expert', muted: false }]);
    const before = rosters.length;
    voices.silence('expert');
    voices.silence('expert');
    expect(rosters).toHaveLength(before + 1);
    expect(rosters.at(-1)).toEqual([{ peerId: 'expert', muted: true }]);
  });
});
