import { SlideFileError, type SlideFileErrorCode } from '../readers/index.js';
import { DomainError } from '../wire/index.js';

/** Says in the protocol's words why a file cannot be shown; other errors stay what they are. */
export function slideRefusal(error: unknown): unknown {
  if (!(error instanceof SlideFileError)) return error;
  // A place outside the grid does not exist, like anything else that does not.
  const code = error.code === 'slide.tile-out-of-range' ? 'not-found' : error.code;
  return Object.assign(new DomainError(code, error.message), { cause: error });
}

/** They say nothing of the file itself: a tile, an address, a library or a store is at fault. */
const NO_LOSS: ReadonlySet<SlideFileErrorCode> = new Set(['slide.tile-damaged', 'slide.tile-out-of-range', 'slide.needs-openslide', 'slide.unreachable']);

/** What happened to a file that was sound when it came in: gone, or no longer what it was. */
export function lossOf(error: unknown): 'slide.gone' | 'slide.damaged' | undefined {
  if (!(error instanceof SlideFileError)) return undefined;
  if (error.code === 'slide.gone') return 'slide.gone';
  return NO_LOSS.has(error.code) ? undefined : 'slide.damaged';
}
