import * as z from 'zod';

const KEY = 'parfocal.uploads';
/** The server forgets unfinished uploads after some days; so do we. */
const KEPT_MS = 5 * 24 * 3600_000;

const RememberedFile = z.object({ path: z.string(), size: z.number(), lastModified: z.number(), url: z.string().optional(), sha256: z.string().optional(), isSent: z.boolean() });
const RememberedSlide = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  caseId: z.uuid(),
  name: z.string(),
  occasion: z.string(),
  isDeidentifying: z.boolean(),
  at: z.number(),
  files: z.array(RememberedFile),
});
export type RememberedFile = z.infer<typeof RememberedFile>;
export type RememberedSlide = z.infer<typeof RememberedSlide>;

/** Uploads that are not through yet, so that they can go on after a reload: once the same files are chosen again, for a page may not keep them. */
export const rememberedUploads = (personId: string): RememberedSlide[] => all().filter((slide) => slide.personId === personId);

export const rememberUpload = (slide: RememberedSlide): void => write([...all().filter(({ id }) => id !== slide.id), slide]);

export const forgetRemembered = (id: string): void => write(all().filter((slide) => slide.id !== id));

/** Of everyone who uses this browser. */
function all(): RememberedSlide[] {
  const parsed = z.array(RememberedSlide).safeParse(read());
  return parsed.success ? parsed.data.filter(({ at }) => at > Date.now() - KEPT_MS) : [];
}

function read(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]');
  } catch {
    return []; // denied, or not ours
  }
}

function write(slides: readonly RememberedSlide[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(slides));
  } catch {
    // Denied or full: the upload goes on, and cannot be resumed after a reload.
  }
}
