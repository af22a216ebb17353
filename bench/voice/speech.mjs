/** What is said: noise in the rhythm of syllables, coded by the browser's own Opus coder as the product has it (mono, 32 kbit/s, 20 ms, FEC). */

const SECONDS = 2;

/** A silence is an Opus packet of nothing but its first byte (RFC 6716, 3.2.1): CELT and SILK alike conceal what is not there. */
const SILENCE = Buffer.from([0x08]).toString('base64');

/** @returns {Promise<{ packets: string[], silence: string }>} in base64. `page` must be of a secure origin. */
export async function speech(page) {
  const packets = await page.evaluate(async (seconds) => {
    const [rate, frame] = [48_000, 960];
    const coded = [];
    const encoder = new AudioEncoder({
      output: (chunk) => {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        coded.push(btoa(String.fromCharCode(...bytes)));
      },
      error: (error) => { throw error; },
    });
    encoder.configure({ codec: 'opus', sampleRate: rate, numberOfChannels: 1, bitrate: 32_000, opus: { frameDuration: 20_000, useinbandfec: true, packetlossperc: 5, application: 'voip', signal: 'voice' } });
    let smooth = 0;
    for (let start = 0; start < seconds * rate; start += frame) {
      const data = Float32Array.from({ length: frame }, (_, i) => {
        smooth = 0.9 * smooth + 0.1 * (2 * Math.random() - 1);
        return smooth * (0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * (start + i)) / rate));
      });
      encoder.encode(new AudioData({ format: 'f32', sampleRate: rate, numberOfFrames: frame, numberOfChannels: 1, timestamp: (1e6 * start) / rate, data }));
    }
    await encoder.flush();
    return coded;
  }, SECONDS);
  return { packets, silence: SILENCE };
}
