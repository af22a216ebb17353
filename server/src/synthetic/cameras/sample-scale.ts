const { max, min, round } = Math;

/** Significant bits of a sample; both kinds are stored in 16. */
export type SampleBits = 12 | 16;

/** What a camera reads in the dark and for light of 1, as shares of the largest sample: a good exposure is far from full. */
const DARK_SHARE = 0.012;
const LIT_SHARE = 0.6;

export const maxSampleOf = (bits: SampleBits): number => (1 << bits) - 1;

/** The sample for light of about 0 to 1; less than dark (noise) down to 0, more than full never. */
export function sampleOf(light: number, bits: SampleBits): number {
  const most = maxSampleOf(bits);
  return max(0, min(most, round(most * (DARK_SHARE + LIT_SHARE * light))));
}
