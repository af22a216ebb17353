import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { DomainError } from '../wire/index.js';

/** A sender that is silent for so long has gone, whatever its connection says. */
const SILENCE_MS = 60_000;
/** The disk is asked again after every so many bytes: others write on it too. */
const ROOM_CHECK_BYTES = 64 * 1024 ** 2;

interface Limits {
  readonly maxBytes: number;
  /** Throws `storage.full` where there is no room for `bytes` more. */
  requireRoom(bytes: number): Promise<void>;
  /** Told of every chunk let through. */
  came(bytes: number): void;
}

/** Counts, digests and limits what flows through it; holds no more than one chunk. */
export class Receiving extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');
  private readonly silence = setTimeout(() => this.destroy(new DomainError('slide.truncated', 'the sender fell silent')), SILENCE_MS).unref();
  private checkedAt = 0;

  constructor(private readonly limits: Limits) {
    super();
  }

  digest(): string {
    return this.hash.digest('hex');
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limits.maxBytes) return done(new DomainError('slide.too-large', `more than ${this.limits.maxBytes} bytes`));
    this.silence.refresh();
    this.limits.came(chunk.length);
    this.hash.update(chunk);
    if (this.bytes - this.checkedAt < ROOM_CHECK_BYTES) return done(null, chunk);
    this.checkedAt = this.bytes;
    this.limits.requireRoom(chunk.length).then(() => done(null, chunk), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.silence);
    done(error);
  }
}
