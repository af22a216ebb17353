/** What `deidentify` did. */
export interface CleaningReport {
  /** Label, macro and other pictures beside the slide that are gone. */
  readonly picturesRemoved: number;
  /** Tags or attributes that were emptied, replaced or removed. */
  readonly fieldsCleared: number;
  /**
   * Distinctive texts that stood there, to be given to `verifyClean`. They may name the patient: neither to be logged nor stored.
   * After a crash and a second run, those of the first are missing.
   */
  readonly removedTexts: readonly string[];
  /** SHA-256 over every tile before the first byte was written. */
  readonly pixelsDigest: string;
}

/** What `verifyClean` found in the stored bytes. */
export interface VerificationReport {
  readonly isClean: boolean;
  /** Pictures beside the slide that the reader still finds. */
  readonly picturesLeft: number;
  /** Secrets found in the bytes; which of them, as positions in the list that was given. */
  readonly secretsFound: readonly number[];
  /** How many of the removed texts stand elsewhere in the bytes still. */
  readonly removedTextsFound: number;
  /** Every tile is, to the byte, what it was before. */
  readonly arePixelsUntouched: boolean;
}
