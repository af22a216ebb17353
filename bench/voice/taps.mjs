/**
 * For `addInitScript`: listens where a page takes sound in and where it gives sound out, and writes down when a tone begins. Both places are
 * heard by the same means in the same browser, so what the means take is on both sides and falls out of the difference.
 */
export const LISTEN = () => {
  const HEARING = `
    const [LOUD, QUIET_SECONDS, BLOCKS_A_BEAT] = [0.02, 0.4, 64];
    registerProcessor('hearing', class extends AudioWorkletProcessor {
      quiet = 0;
      blocks = 0;
      process([[samples]]) {
        // The clock of the sound beside that of the machine; blocks are rendered late, never early.
        if (this.blocks++ % BLOCKS_A_BEAT === 0) this.port.postMessage({ offsetMs: Date.now() - 1000 * currentTime });
        if (samples === undefined) return true;
        for (let i = 0; i < samples.length; i++) {
          if (Math.abs(samples[i]) < LOUD) this.quiet += 1;
          else {
            if (this.quiet > QUIET_SECONDS * sampleRate) this.port.postMessage({ atMs: 1000 * (currentTime + i / sampleRate) });
            this.quiet = 0;
          }
        }
        return true;
      }
    });`;
  const taps = (window.taps = []);
  let context;
  const listened = new Set();
  const listen = async (name, track) => {
    if (listened.has(track)) return;
    listened.add(track);
    context ??= new Promise((done) => {
      const made = new AudioContext({ sampleRate: 48_000 });
      made.audioWorklet.addModule(URL.createObjectURL(new Blob([HEARING], { type: 'text/javascript' }))).then(() => done(made));
    });
    const audio = await context;
    const tap = { name, offsetMs: Infinity, onsetsMs: [] };
    taps.push(tap);
    const node = new AudioWorkletNode(audio, 'hearing');
    node.port.onmessage = ({ data }) => {
      if (data.offsetMs !== undefined) tap.offsetMs = Math.min(tap.offsetMs, data.offsetMs);
      else tap.onsetsMs.push(data.atMs);
    };
    audio.createMediaStreamSource(new MediaStream([track])).connect(node);
  };

  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    for (const track of stream.getAudioTracks()) void listen('mouth', track);
    return stream;
  };
  const voices = new Set();
  // The page rests whom it is not sent; to listen to all sixty would take more than to play them.
  window.listenToVoices = () => {
    for (const track of voices) if (track.enabled) void listen('ear', track);
  };
  const connections = (window.connections = []);
  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(configuration) {
      super(configuration);
      connections.push(this);
      this.addEventListener('track', ({ track }) => track.kind === 'audio' && voices.add(track));
    }
  };
};

/** When tones began at each tap of a page, in ms of the machine's clock. */
export const onsets = (page) => page.evaluate(() => window.taps.map(({ name, offsetMs, onsetsMs }) => ({ name, atMs: onsetsMs.map((ms) => ms + offsetMs) })));

/** How long its receivers kept what came, on average in ms, and what they missed. */
export const received = (page) => page.evaluate(async () => {
  const sum = { delaySeconds: 0, emitted: 0, packets: 0, lost: 0 };
  for (const connection of window.connections) {
    for (const report of (await connection.getStats()).values()) {
      if (report.type !== 'inbound-rtp' || report.kind !== 'audio') continue;
      sum.delaySeconds += report.jitterBufferDelay ?? 0;
      sum.emitted += report.jitterBufferEmittedCount ?? 0;
      sum.packets += report.packetsReceived;
      sum.lost += report.packetsLost;
    }
  }
  return { jitterBufferMs: (1_000 * sum.delaySeconds) / sum.emitted, packets: sum.packets, lost: sum.lost };
});
