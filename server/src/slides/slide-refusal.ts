import { SlideFileError } from '../readers/index.js';
import { DomainError } from '../wire/index.js';

/** Says in the protocol's words why a file cannot be shown; other errors stay what they are. */
export function slideRefusal(error: unknown): unknown {
  if (!(error instanceof SlideFileError)) return error;
  // A place outside the grid does not exist, like anything else that does not.
  const code = error.code === 'slide.tile-out-of-range' ? 'not-found' : error.code;
  return Object.assign(new DomainError(code, error.message), { cause: error });
}

/** What happened to a file that was sound when it came in: gone, or no longer what it was. */
export function lossOf(error: unknown): 'slide.gone' | 'slide.damaged' | undefined {
  if (!(error instanceof SlideFileError)) return undefined;
  if (error.code === 'slide.gone') return 'slide.gone';
  return error.code === 'slide.tile-damaged' || error.code === 'slide.tile-out-of-range' ? undefined : 'slide.damaged';
}
