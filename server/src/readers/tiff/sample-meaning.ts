/** What the samples of a level are, as far as its own directory does not say. */
export interface SampleMeaning {
  /** Present where they are measurements of one channel, and no brightness of a picture: every value is then kept. */
  readonly maxSample?: number;
  /** Aperio's number 33003 means YCbCr samples, whatever the photometric interpretation is. */
  readonly isAperio?: boolean;
}
