/** What the browser's false microphone hears: a short tone again and again, as a WAV file (RIFF, 16 bits, mono). */

const RATE_HZ = 48_000;
/** No multiple of a packet's 20 ms, so that tones begin anywhere in a packet. */
export const PERIOD_MS = 1_483;
const TONE_MS = 120;
const TONE_HZ = 700;
const AMPLITUDE = 0.5;

export function beeps() {
  const samples = Math.round((RATE_HZ * PERIOD_MS) / 1_000);
  const wav = Buffer.alloc(44 + 2 * samples);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + 2 * samples, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE_HZ, 24);
  wav.writeUInt32LE(2 * RATE_HZ, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(2 * samples, 40);
  for (let i = 0; i < (RATE_HZ * TONE_MS) / 1_000; i++) wav.writeInt16LE(Math.round(32_767 * AMPLITUDE * Math.sin((2 * Math.PI * TONE_HZ * i) / RATE_HZ)), 44 + 2 * i);
  return wav;
}
