/** A track that only knows whether it lives. */
export class FakeTrack extends EventTarget {
  readonly kind = 'audio';
  readonly id: string;
  enabled = true;
  readyState: 'live' | 'ended' = 'live';

  constructor(readonly deviceId: string) {
    super();
    this.id = `track-of-${deviceId}`;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId };
  }

  /** Unplugged: the browser ends it, which `stop` does not say. */
  unplug(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

/** The microphones of a machine, to be plugged, unplugged and forbidden, and what else it has. */
export class FakeMicrophones extends EventTarget {
  readonly opened: FakeTrack[] = [];
  refusal: string | undefined;
  /** While set, the browser's question is not answered. */
  question: Promise<void> | undefined;
  listenerCount = 0;

  loudspeakerIds: string[];
  cameraIds: string[];

  constructor(public deviceIds: string[], { loudspeakerIds = [], cameraIds = ['camera'] }: { loudspeakerIds?: string[]; cameraIds?: string[] } = {}) {
    super();
    [this.loudspeakerIds, this.cameraIds] = [loudspeakerIds, cameraIds];
  }

  get asMedia(): MediaDevices {
    return this as unknown as MediaDevices;
  }

  get live(): FakeTrack[] {
    return this.opened.filter(({ readyState }) => readyState === 'live');
  }

  async enumerateDevices(): Promise<{ kind: string; deviceId: string; label: string }[]> {
    const of = (kind: MediaDeviceKind, deviceIds: string[]) => deviceIds.map((deviceId) => ({ kind, deviceId, label: deviceId }));
    return [...of('videoinput', this.cameraIds), { kind: 'audioinput', deviceId: 'default', label: '' }, ...of('audioinput', this.deviceIds), ...of('audiooutput', this.loudspeakerIds)];
  }

  async getUserMedia({ audio }: { audio: { deviceId?: { exact: string } } }): Promise<MediaStream> {
    await this.question;
    if (this.refusal) throw new DOMException('', this.refusal);
    const wanted = audio.deviceId?.exact ?? this.deviceIds[0];
    if (wanted === undefined) throw new DOMException('', 'NotFoundError');
    if (!this.deviceIds.includes(wanted)) throw new DOMException('', 'OverconstrainedError');
    const track = new FakeTrack(wanted);
    this.opened.push(track);
    return { getAudioTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream;
  }

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listenerCount++;
    super.addEventListener(...args);
  }

  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listenerCount--;
    super.removeEventListener(...args);
  }
}
