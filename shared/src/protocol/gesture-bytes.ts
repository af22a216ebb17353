import { PLACES_PER_PX } from '../geometry/index.js';
import type { Gesture, ViewTarget } from './gesture-value.js';

const HAS_POINTER = 1;
const HAS_VIEW = 2;
const HAS_TARGET = 4;
const IS_LASER = 8;

const FARTHEST = 2 ** 31 - 1;

/** Packs gestures: flags u8, pointer 2 x i32, view 2 x i32 + 2 x f32 + 2 x u16, target 2 x i32 + 2 x f32, little-endian. */
export class GestureWriter {
  private readonly buffer: Uint8Array;
  private readonly data: DataView;
  private at = 0;

  constructor(capacityBytes: number) {
    this.buffer = new Uint8Array(capacityBytes);
    this.data = new DataView(this.buffer.buffer);
  }

  number(value: number): void {
    this.data.setUint16(this.skip(2), value, true);
  }

  gesture({ pointer, view, target, isLaser }: Gesture): void {
    this.data.setUint8(this.skip(1), (pointer ? HAS_POINTER : 0) | (view ? HAS_VIEW : 0) | (view && target ? HAS_TARGET : 0) | (pointer && isLaser ? IS_LASER : 0));
    if (pointer) this.place(pointer.x, pointer.y);
    if (!view) return;
    this.sight(view);
    this.data.setUint16(this.skip(2), view.widthPx, true);
    this.data.setUint16(this.skip(2), view.heightPx, true);
    if (target) this.sight(target);
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.at);
  }

  private sight({ x, y, resolution, rotation }: ViewTarget): void {
    this.place(x, y);
    this.data.setFloat32(this.skip(4), resolution, true);
    this.data.setFloat32(this.skip(4), rotation, true);
  }

  private place(x: number, y: number): void {
    this.data.setInt32(this.skip(4), places(x), true);
    this.data.setInt32(this.skip(4), places(y), true);
  }

  private skip(bytes: number): number {
    this.at += bytes;
    return this.at - bytes;
  }
}

/** Stops at the edge of what can be said; without this, a position past it would come out on the other side. */
const places = (px: number): number => Math.max(-FARTHEST, Math.min(FARTHEST, Math.round(px * PLACES_PER_PX)));

export class GestureReader {
  private readonly data: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.at >= this.data.byteLength;
  }

  number(): number {
    return this.data.getUint16(this.skip(2), true);
  }

  gesture(): Gesture {
    const flags = this.data.getUint8(this.skip(1));
    if (flags > (HAS_POINTER | HAS_VIEW | HAS_TARGET | IS_LASER)) throw new RangeError('unknown gesture flags');
    if (flags & IS_LASER && !(flags & HAS_POINTER)) throw new RangeError('a laser without a pointer');
    if (flags & HAS_TARGET && !(flags & HAS_VIEW)) throw new RangeError('a target without a view');
    const pointer = flags & HAS_POINTER ? this.place() : null;
    const view = flags & HAS_VIEW ? this.view() : null;
    return { pointer, view, ...(flags & HAS_TARGET ? { target: this.sight() } : {}), ...(flags & IS_LASER ? { isLaser: true } : {}) };
  }

  private view(): NonNullable<Gesture['view']> {
    const sight = this.sight();
    const widthPx = this.data.getUint16(this.skip(2), true);
    const heightPx = this.data.getUint16(this.skip(2), true);
    if (!(widthPx && heightPx)) throw new RangeError('a window without area');
    return { ...sight, widthPx, heightPx };
  }

  private sight(): ViewTarget {
    const { x, y } = this.place();
    const resolution = this.data.getFloat32(this.skip(4), true);
    const rotation = this.data.getFloat32(this.skip(4), true);
    if (!(resolution > 0 && resolution < 1e6 && Math.abs(rotation) < 1e3)) throw new RangeError('no such view');
    return { x, y, resolution, rotation };
  }

  private place(): { x: number; y: number } {
    return { x: this.data.getInt32(this.skip(4), true) / PLACES_PER_PX, y: this.data.getInt32(this.skip(4), true) / PLACES_PER_PX };
  }

  private skip(bytes: number): number {
    if (this.at + bytes > this.data.byteLength) throw new RangeError('the gesture is cut short');
    this.at += bytes;
    return this.at - bytes;
  }
}
