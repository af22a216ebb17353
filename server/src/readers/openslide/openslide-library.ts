import { promisify } from 'node:util';
import koffi, { type LibraryHandle } from 'koffi';

type CFunction = ReturnType<LibraryHandle['func']>;
type CType = Parameters<typeof koffi.sizeof>[0];

/** OpenSlide's C interface (openslide.h), 3.4 and newer. Loaded only in a process of its own: see `openslide-process.ts`. */
export interface OpenSlideLibrary {
  /** A handle, or `null` where the file is of no known vendor. A handle whose `error` is set is of no more use. */
  open(path: string): Promise<unknown>;
  error(handle: unknown): string | null;
  levelCount(handle: unknown): number;
  levelSize(handle: unknown, level: number): [widthPx: number, heightPx: number];
  downsample(handle: unknown, level: number): number;
  properties(handle: unknown): Record<string, string>;
  pictureNames(handle: unknown): string[];
  pictureSize(handle: unknown, name: string): [widthPx: number, heightPx: number];
  /** Premultiplied ARGB in the machine's byte order, one word a pixel. */
  readPicture(handle: unknown, name: string, into: Uint32Array): Promise<void>;
  readRegion(handle: unknown, into: Uint32Array, region: { x: number; y: number; level: number; widthPx: number; heightPx: number }): Promise<void>;
  /** `undefined` where there is none, or the library is too old to say (before 4.0). */
  profile(handle: unknown): Uint8Array | undefined;
  close(handle: unknown): void;
}

/** As Debian, other Linux distributions, macOS and Windows call it; 4.x first. */
const NAMES = ['libopenslide.so.1', 'libopenslide.so.0', 'libopenslide.1.dylib', 'libopenslide.0.dylib', 'libopenslide-1.dll', 'libopenslide-0.dll'];
/** A list of names of the library ends with a null pointer; no slide has more than this. */
const MOST_NAMES = 10_000;
const MOST_PROFILE_BYTES = 8 * 1024 ** 2;

/** `undefined` where it is not installed. */
export function loadOpenSlide(): OpenSlideLibrary | undefined {
  const library = firstThatLoads();
  return library && bind(library);
}

function firstThatLoads(): LibraryHandle | undefined {
  for (const name of NAMES) {
    try {
      return koffi.load(name);
    } catch {
      // Not under this name.
    }
  }
  return undefined;
}

function bind(library: LibraryHandle): OpenSlideLibrary {
  const handleType = koffi.opaque();
  const pointer = koffi.pointer(handleType);
  const declare = (name: string, result: CType, ...args: CType[]): CFunction => library.func(name, result, args);
  const sizes = koffi.out(koffi.pointer('int64_t'));
  const names = koffi.pointer('const char *');
  const open = declare('openslide_open', pointer, 'str');
  const readRegion = declare('openslide_read_region', 'void', pointer, 'void *', 'int64_t', 'int64_t', 'int32_t', 'int64_t', 'int64_t');
  const readPicture = declare('openslide_read_associated_image', 'void', pointer, 'str', 'void *');
  const error = declare('openslide_get_error', 'str', pointer);
  const levelCount = declare('openslide_get_level_count', 'int32_t', pointer);
  const levelSize = declare('openslide_get_level_dimensions', 'void', pointer, 'int32_t', sizes, sizes);
  const downsample = declare('openslide_get_level_downsample', 'double', pointer, 'int32_t');
  const propertyNames = declare('openslide_get_property_names', names, pointer);
  const property = declare('openslide_get_property_value', 'str', pointer, 'str');
  const pictureNames = declare('openslide_get_associated_image_names', names, pointer);
  const pictureSize = declare('openslide_get_associated_image_dimensions', 'void', pointer, 'str', sizes, sizes);
  const close = declare('openslide_close', 'void', pointer);
  const later = (call: CFunction) => promisify(call.async) as (...args: unknown[]) => Promise<unknown>;
  const [openLater, regionLater, pictureLater] = [later(open), later(readRegion), later(readPicture)];
  const twoSizes = (call: CFunction, ...args: unknown[]): [number, number] => {
    const [first, second] = [[0], [0]];
    call(...args, first, second);
    return [Number(first[0]), Number(second[0])];
  };
  return {
    open: (path) => openLater(path),
    error: (handle) => error(handle) as string | null,
    levelCount: (handle) => levelCount(handle) as number,
    levelSize: (handle, level) => twoSizes(levelSize, handle, level),
    downsample: (handle, level) => downsample(handle, level) as number,
    properties: (handle) => Object.fromEntries(namesAt(propertyNames(handle)).map((name) => [name, property(handle, name) as string])),
    pictureNames: (handle) => namesAt(pictureNames(handle)),
    pictureSize: (handle, name) => twoSizes(pictureSize, handle, name),
    async readPicture(handle, name, into) {
      await pictureLater(handle, name, into);
    },
    async readRegion(handle, into, { x, y, level, widthPx, heightPx }) {
      await regionLater(handle, into, x, y, level, widthPx, heightPx);
    },
    profile: profileReader(library, pointer),
    close: (handle) => void close(handle),
  };
}

function namesAt(list: unknown): string[] {
  const found: string[] = [];
  while (found.length < MOST_NAMES) {
    const name = koffi.decode(list, found.length * koffi.sizeof('void *'), 'str') as string | null;
    if (name === null) break;
    found.push(name);
  }
  return found;
}

/** ICC profiles came with OpenSlide 4. */
function profileReader(library: LibraryHandle, pointer: CType): OpenSlideLibrary['profile'] {
  try {
    const size = library.func('openslide_get_icc_profile_size', 'int64_t', [pointer]);
    const read = library.func('openslide_read_icc_profile', 'void', [pointer, 'void *']);
    return (handle) => {
      const bytes = Number(size(handle));
      if (bytes <= 0 || bytes > MOST_PROFILE_BYTES) return undefined;
      const into = new Uint8Array(bytes);
      read(handle, into);
      return into;
    };
  } catch {
    return () => undefined;
  }
}
