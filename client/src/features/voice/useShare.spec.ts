import { nextTick, shallowRef } from 'vue';
import type { VoicePhase } from './call-state';
import { VoiceRefusal } from './request';
import { FakeTrack } from './testing/fake-microphones';
import { FakeSocket } from './testing/fake-socket';
import { inScope } from './testing/in-scope';
import { type Sharing, useShare } from './useShare';

describe('useShare', () => {
  const phase = shallowRef<VoicePhase>({ kind: 'joined' });
  let socket: FakeSocket;
  let tracks: FakeTrack[];
  let sent: string[];
  let viewed: string[];
  let unshared: number;
  let refusal: Error | undefined;
  let captureFails: string | undefined;
  let sharing: Sharing;
  let stop: () => void;

  const call = {
    closed: false,
    share: async (track: FakeTrack) => {
      if (refusal) throw refusal;
      sent.push(track.id);
    },
    unshare: () => void unshared++,
    view: (size: string) => viewed.push(size),
  };
  const capture = async () => {
    if (captureFails) throw new DOMException('', captureFails);
    const track = new FakeTrack(`screen${tracks.length}`);
    tracks.push(track);
    return { getVideoTracks: () => [track] };
  };

  beforeEach(() => {
    phase.value = { kind: 'joined' };
    socket = new FakeSocket();
    socket.connect();
    socket.answers['share:stop'] = () => null;
    [tracks, sent, viewed, unshared, refusal, captureFails] = [[], [], [], 0, undefined, undefined];
    const parts = { socket: socket.asSocket, voice: { phase, call: () => call, picture: shallowRef() }, media: { getDisplayMedia: capture, getUserMedia: capture } };
    ({ result: sharing, stop } = inScope(() => useShare(parts as unknown as Parameters<typeof useShare>[0])));
  });
  afterEach(() => stop());

  it('V17: shows a screen, and tells the server when the browser’s own button ends it', async () => {
    await sharing.start('screen');
    expect(sent).toEqual(['track-of-screen0']);
    const before = unshared;
    tracks[0]!.unplug();
    await nextTick();
    expect(sharing.own.value).toBeUndefined();
    expect(unshared).toBeGreaterThan(before);
    expect(socket.times('share:stop')).toBe(1);
  });

  it.each([['NotAllowedError', 'declined'], ['NotFoundError', 'noCamera'], ['NotSupportedError', 'unsupported']])('says why nothing is shown: %s is %s', async (name, trouble) => {
    captureFails = name;
    await sharing.start('camera');
    expect(sharing.trouble.value).toBe(trouble);
    expect(sent).toEqual([]);
  });

  it('V17: lets the screen go where the server refuses, and says so', async () => {
    refusal = new VoiceRefusal('share.taken');
    await sharing.start('screen');
    expect(sharing.trouble.value).toBe('share.taken');
    expect(tracks[0]!.readyState).toBe('ended');
  });

  it('V18: lets it go when somebody else ended it, and ends nobody else’s for that', async () => {
    await sharing.start('screen');
    socket.tell('share:ended', { by: 'host' });
    expect(tracks[0]!.readyState).toBe('ended');
    expect(sharing.endedBy.value).toBe('host');
    expect(socket.times('share:stop')).toBe(0);
  });

  it('shows it again, and asks for the same size, once a lost call is back', async () => {
    await sharing.start('screen');
    sharing.view('large');
    phase.value = { kind: 'joining', again: true };
    await nextTick();
    expect(tracks[0]!.readyState).toBe('live');
    phase.value = { kind: 'joined' };
    await nextTick();
    expect(sent).toEqual(['track-of-screen0', 'track-of-screen0']);
    expect(viewed).toEqual(['large', 'large']);
  });

  it('lets the screen go with the call, and leaves nothing behind', async () => {
    await sharing.start('screen');
    phase.value = { kind: 'ready' };
    await nextTick();
    expect(tracks[0]!.readyState).toBe('ended');
    stop();
    expect(socket.listenerCount).toBe(0);
  });
});
