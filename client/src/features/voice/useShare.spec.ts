import { nextTick, shallowRef } from 'vue';
import type { VoicePhase } from './call-state';
import { VoiceRefusal } from './request';
import { FakeMicrophones, FakeTrack } from './testing/fake-microphones';
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
  const opened = (track: FakeTrack) => {
    tracks.push(track);
    return { getVideoTracks: () => [track] };
  };
  const captureScreen = async () => {
    if (captureFails) throw new DOMException('', captureFails);
    return opened(new FakeTrack(`screen${tracks.length}`));
  };
  /** Those that are plugged in, and what the browser does where one is asked for that is not. */
  let cameraIds: string[];
  const captureCamera = async ({ video }: { video: { deviceId?: { exact: string } } }) => {
    if (captureFails) throw new DOMException('', captureFails);
    const wanted = video.deviceId?.exact ?? cameraIds[0]!;
    if (!cameraIds.includes(wanted)) throw new DOMException('', 'OverconstrainedError');
    return opened(new FakeTrack(wanted));
  };

  beforeEach(() => {
    localStorage.clear();
    cameraIds = ['face', 'microscope'];
    phase.value = { kind: 'joined' };
    socket = new FakeSocket();
    socket.connect();
    socket.answers['share:stop'] = () => null;
    [tracks, sent, viewed, unshared, refusal, captureFails] = [[], [], [], 0, undefined, undefined];
    const parts = { socket: socket.asSocket, voice: { phase, call: () => call, picture: shallowRef() }, media: Object.assign(new FakeMicrophones([], { cameraIds }), { getDisplayMedia: captureScreen, getUserMedia: captureCamera }) };
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

  it('shows the camera that was chosen, now and the next time', async () => {
    await sharing.start('camera');
    await sharing.showCamera('microscope');
    expect(sent).toEqual(['track-of-face', 'track-of-microscope']);
    expect([tracks[0]!.readyState, sharing.own.value, unshared]).toEqual(['ended', tracks[1], 0]);
    await sharing.stop();
    await sharing.start('camera');
    expect(sent.at(-1)).toBe('track-of-microscope');
  });

  it('shows no other camera in place of the chosen one, and says that it is away', async () => {
    await sharing.showCamera('microscope');
    cameraIds.splice(1);
    tracks[0]!.unplug();
    await nextTick();
    expect([sharing.own.value, sharing.trouble.value, socket.times('share:stop')]).toEqual([undefined, 'cameraAway', 1]);
    await sharing.start('camera');
    expect([sharing.own.value, sharing.trouble.value]).toEqual([undefined, 'cameraAway']);
    await sharing.showCamera('');
    expect([sent.at(-1), sharing.trouble.value]).toEqual(['track-of-face', undefined]);
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
