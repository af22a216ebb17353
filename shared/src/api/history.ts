import * as z from 'zod';

/** What became of an annotation or a remark. Removed is for good; binned can be restored by its author. */
export const HistoryVerb = z.enum(['created', 'changed', 'binned', 'restored', 'removed']);
export type HistoryVerb = z.infer<typeof HistoryVerb>;

/** Fields of an entry of a document as they were stored, also by older versions: to be read with the schema of the document. */
const Fields = z.record(z.string(), z.unknown());

/** What one person did to one annotation or remark within a minute. */
export const HistoryItem = z.object({
  /** Its place in the time line, which is also where the page after it begins. */
  place: z.string(),
  subject: z.enum(['annotation', 'comment']),
  entry: z.string(),
  personId: z.string(),
  verb: HistoryVerb,
  /** From its first change to its last; milliseconds since 1970, by the server's clock. */
  since: z.int(),
  at: z.int(),
  /** What it was then; of one that is gone, what it was at last. */
  state: Fields,
  /** What the fields that differ were before; `null` if it did not exist. So the time line can be walked back from the present. */
  was: Fields.nullable(),
});
export type HistoryItem = z.infer<typeof HistoryItem>;

/** A page of a document's time line, the newest first. */
export const HistoryPage = z.object({
  items: HistoryItem.array(),
  /** `before` of the next page; nothing on the last one. */
  next: z.string().nullable(),
  /** Nothing of before this moment is kept; `null` if all of it is. */
  keptSince: z.int().nullable(),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

const PLACE = /^(\d{1,9})\.(\d{1,9})$/;

export const HistoryQuery = z.object({
  layer: z.string().max(60).default('case'),
  /** Only what is older than this place. */
  before: z.string().regex(PLACE).optional(),
  /** Only this annotation's or remark's. */
  entry: z.uuid().optional(),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;
