import type { Samples } from '../samples.js';

/** Eight planes of 2,000 x 2,000 px and 16 bits: enough to blend channels without decoding each again for every tile. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The decoded planes that were asked for last, each decoded once however many tiles are asked for at a time. */
export class RecentPlanes {
  /** In the order of use, least recent first. */
  private readonly planes = new Map<object, Promise<Samples | undefined>>();
  private readonly bytes = new Map<object, number>();

  get(plane: object, decode: () => Promise<Samples | undefined>): Promise<Samples | undefined> {
    const found = this.planes.get(plane) ?? this.decoded(plane, decode);
    this.planes.delete(plane);
    this.planes.set(plane, found);
    return found;
  }

  private async decoded(plane: object, decode: () => Promise<Samples | undefined>): Promise<Samples | undefined> {
    try {
      const samples = await decode();
      this.bytes.set(plane, samples?.pixels.length ?? 0);
      this.forget();
      return samples;
    } catch (error) {
      this.planes.delete(plane);
      throw error;
    }
  }

  private forget(): void {
    let total = [...this.bytes.values()].reduce((sum, bytes) => sum + bytes, 0);
    for (const plane of this.planes.keys()) {
      if (total <= MOST_BYTES) return;
      total -= this.bytes.get(plane) ?? 0;
      // One that is still being decoded is not counted yet, and stays.
      if (this.bytes.delete(plane)) this.planes.delete(plane);
    }
  }
}
