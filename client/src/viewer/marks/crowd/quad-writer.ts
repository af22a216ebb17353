import type { ColourBytes } from './css-colour';

/** Bytes of a corner, see `put`; a quad has four. */
export const CORNER_BYTES = 32;
/** Quads that one buffer holds: their corners are counted in 16 bits. */
export const QUADS_A_BATCH = 16_384;

/** What a quad shows. Lengths of the slide are in level-0 pixels from the cell's origin, all others in CSS pixels. */
export interface Quad {
  /** The two ends of a line, alike for a disc or ring; or centre and vertex of an ellipse. */
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  /** Added to the two ends, along the slide's axes; up to 31. */
  readonly offset?: readonly [ax: number, ay: number, bx: number, by: number];
  /** Half of the line's width, up to 15. */
  readonly halfWidth: number;
  /** Radius of a ring around the end, up to 31. */
  readonly ring?: number;
  /** Of an ellipse: its shorter half axis as a share of the longer. */
  readonly ratio?: number;
}

/** Fills buffers for the graphics card: quads, each of which is one line, disc, ring or ellipse with its casing. */
export class QuadWriter {
  readonly batches: Uint8Array[] = [];
  /** Quads in all batches. */
  count = 0;
  private bytes = new Uint8Array(0);
  private floats = new Float32Array(0);
  private used = 0;

  put({ ax, ay, bx, by, offset, halfWidth, ring = 0, ratio = 0 }: Quad, colour: ColourBytes, casing: ColourBytes): void {
    if (this.used === this.bytes.length) this.grow();
    const { floats, bytes } = this;
    const [at, word] = [this.used, this.used / 4];
    floats[word] = ax;
    floats[word + 1] = ay;
    floats[word + 2] = bx;
    floats[word + 3] = by;
    // Signed bytes of quarter pixels: what is below zero wraps around as it should.
    for (let i = 0; i < 4; i++) bytes[at + 16 + i] = offset ? Math.round(4 * offset[i]!) : 0;
    bytes[at + 20] = Math.round(16 * halfWidth);
    bytes[at + 21] = Math.round(8 * ring);
    bytes[at + 22] = Math.round(255 * ratio);
    bytes.set(colour, at + 24);
    bytes.set(casing, at + 28);
    for (let corner = 1; corner < 4; corner++) bytes.copyWithin(at + corner * CORNER_BYTES, at, at + CORNER_BYTES);
    this.used += 4 * CORNER_BYTES;
    this.count++;
    if (this.used === 4 * CORNER_BYTES * QUADS_A_BATCH) this.flush();
  }

  /** Closes the last batch. */
  end(): void {
    if (this.used > 0) this.flush();
  }

  private flush(): void {
    this.batches.push(this.bytes.slice(0, this.used));
    this.used = 0;
  }

  private grow(): void {
    const grown = new Uint8Array(Math.max(64 * 4 * CORNER_BYTES, Math.min(2 * this.bytes.length, 4 * CORNER_BYTES * QUADS_A_BATCH)));
    grown.set(this.bytes);
    this.bytes = grown;
    this.floats = new Float32Array(grown.buffer);
  }
}
