/** How far pictures are from one another, over all that was compared. */
export class Difference {
  max = 0;
  private squares = 0;
  private samples = 0;

  add(ours: Buffer, theirs: Buffer): void {
    if (ours.length !== theirs.length) throw new Error(`${ours.length} samples beside ${theirs.length}`);
    for (let i = 0; i < ours.length; i++) {
      const off = Math.abs(ours[i]! - theirs[i]!);
      if (off > this.max) this.max = off;
      this.squares += off * off;
    }
    this.samples += ours.length;
  }

  /** Peak signal-to-noise ratio in dB for samples of 8 bits; infinite where all are equal. */
  get psnr(): number {
    return this.squares === 0 ? Infinity : 10 * Math.log10((255 * 255 * this.samples) / this.squares);
  }

  get isEmpty(): boolean {
    return this.samples === 0;
  }

  get isEqual(): boolean {
    return this.squares === 0;
  }
}
