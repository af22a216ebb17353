/** How loud somebody was at most since that was last asked: a word that falls between two questions is not missed. dBov, at most 0; null for silence. */
export class LoudestSince {
  private now: number | null = null;
  private most: number | null = null;

  hear(levelDbov: number | null): void {
    this.now = levelDbov;
    if (levelDbov !== null) this.most = Math.max(this.most ?? levelDbov, levelDbov);
  }

  /** What goes on counts for the next answer, too. */
  take(): number | null {
    const { most } = this;
    this.most = this.now;
    return most;
  }
}
