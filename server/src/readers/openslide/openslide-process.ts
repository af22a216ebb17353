import { colourOf, flatten } from './flatten.js';
import { loadOpenSlide, type OpenSlideLibrary } from './openslide-library.js';
import type { Envelope, OpenedSlide, OpenSlideAnswer, OpenSlideFailure, OpenSlideRequest, Pixels } from './openslide-messages.js';

/**
 * OpenSlide in a process of its own: a crash on a hostile file takes this process and nothing else. Started by `OpenSlideHost`,
 * spoken to over the channel of `fork`, gone when its parent is gone.
 */

class Failure extends Error {
  constructor(readonly why: OpenSlideFailure) {
    super(why);
  }
}

interface Handle {
  readonly native: unknown;
  /** Reads that still run on it: it may not be closed under them. */
  readers: number;
  isSpent: boolean;
}

interface Held {
  readonly path: string;
  readonly background: readonly [number, number, number];
  handle: Handle;
}

/** No tile or picture of a slide comes near. */
const MOST_PIXELS = 64 * 1024 ** 2;
/** What is more is a broken file. */
const MOST_LEVELS = 64;

const slides = new Map<number, Held>();
let lastNumber = 0;
let library: OpenSlideLibrary | undefined;

async function answer(request: OpenSlideRequest): Promise<OpenedSlide | Pixels | null> {
  library ??= loadOpenSlide();
  if (!library) throw new Failure('missing');
  switch (request.op) {
    case 'open': return open(library, request.path);
    case 'read': return read(library, request);
    case 'picture': return picture(library, request);
    case 'close': return close(library, request.slide);
  }
}

async function open(openslide: OpenSlideLibrary, path: string): Promise<OpenedSlide> {
  const handle = await nativeOf(openslide, path);
  const levels = Array.from({ length: Math.min(openslide.levelCount(handle), MOST_LEVELS) }, (_, level) => {
    const [widthPx, heightPx] = openslide.levelSize(handle, level);
    return { widthPx, heightPx, downsample: openslide.downsample(handle, level) };
  });
  const properties = openslide.properties(handle);
  const slide = ++lastNumber;
  slides.set(slide, { path, handle: { native: handle, readers: 0, isSpent: false }, background: colourOf(properties['openslide.background-color']) });
  return { slide, levels, properties, pictures: openslide.pictureNames(handle), profile: openslide.profile(handle) };
}

async function nativeOf(openslide: OpenSlideLibrary, path: string): Promise<unknown> {
  const native = await openslide.open(path);
  if (!native) throw new Failure('refused');
  if (openslide.error(native) === null) return native;
  openslide.close(native);
  throw new Failure('failed');
}

async function read(openslide: OpenSlideLibrary, request: OpenSlideRequest & { op: 'read' }): Promise<Pixels> {
  const { widthPx, heightPx } = request;
  const held = heldAs(request.slide);
  const words = wordsFor(widthPx, heightPx);
  await lend(openslide, held, (native) => openslide.readRegion(native, words, request));
  return { widthPx, heightPx, rgb: flatten(words, held.background) };
}

async function picture(openslide: OpenSlideLibrary, { slide, name }: OpenSlideRequest & { op: 'picture' }): Promise<Pixels> {
  const held = heldAs(slide);
  const [widthPx, heightPx] = openslide.pictureSize(held.handle.native, name);
  const words = wordsFor(widthPx, heightPx);
  await lend(openslide, held, (native) => openslide.readPicture(native, name, words));
  return { widthPx, heightPx, rgb: flatten(words, held.background) };
}

/** After an error OpenSlide refuses everything on that handle, and one bad tile must not cost the others: they get a fresh one. */
async function lend(openslide: OpenSlideLibrary, held: Held, work: (native: unknown) => Promise<void>): Promise<void> {
  const { handle } = held;
  handle.readers++;
  await work(handle.native);
  handle.readers--;
  const failed = openslide.error(handle.native) !== null;
  if (failed && held.handle === handle) {
    held.handle = { native: await nativeOf(openslide, held.path), readers: 0, isSpent: false };
    handle.isSpent = true;
  }
  closeUnused(openslide, handle);
  if (failed) throw new Failure('failed');
}

function closeUnused(openslide: OpenSlideLibrary, handle: Handle): void {
  if (handle.isSpent && handle.readers === 0) openslide.close(handle.native);
}

function close(openslide: OpenSlideLibrary, slide: number): null {
  const held = slides.get(slide);
  slides.delete(slide);
  if (!held) return null;
  held.handle.isSpent = true;
  closeUnused(openslide, held.handle);
  return null;
}

function heldAs(slide: number): Held {
  const held = slides.get(slide);
  if (!held) throw new Failure('failed');
  return held;
}

function wordsFor(widthPx: number, heightPx: number): Uint32Array {
  const pixels = widthPx * heightPx;
  if (!(widthPx > 0 && heightPx > 0 && pixels <= MOST_PIXELS)) throw new Failure('failed');
  return new Uint32Array(pixels);
}

process.on('message', ({ id, body }: Envelope<OpenSlideRequest>) => {
  const send = (reply: OpenSlideAnswer<unknown>): void => void process.send?.({ id, body: reply });
  answer(body).then(
    (value) => send({ ok: true, value }),
    (error: unknown) => send({ ok: false, why: error instanceof Failure ? error.why : 'failed' }),
  );
});
process.on('disconnect', () => process.exit(0));
