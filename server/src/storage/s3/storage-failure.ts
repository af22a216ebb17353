import { S3ServiceException } from '@aws-sdk/client-s3';
import { SlideFileError } from '../../readers/index.js';

/** 404 · 412: the object is another one than when the slide was opened. */
const GONE: ReadonlySet<number> = new Set([404, 410]);
const CHANGED = 412;

/**
 * Says in the readers' words why an object could not be read. A store that does not answer has lost nothing: that is
 * `slide.unreachable`, and the slide is not marked as damaged for it.
 */
export function storageFailure(error: unknown): never {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  if (status !== undefined && GONE.has(status)) throw new SlideFileError('slide.gone', 'the object is no longer there');
  if (status === CHANGED) throw new SlideFileError('slide.damaged', 'the object has been replaced');
  return unreachable(error);
}

/** Of what is asked of the bucket and not of an object: that nothing was found there, too, says nothing of a slide. */
export function unreachable(error: unknown): never {
  const kind = error instanceof Error ? error.name : typeof error;
  throw Object.assign(new SlideFileError('slide.unreachable', `the store did not answer (${kind})`), { cause: error });
}
