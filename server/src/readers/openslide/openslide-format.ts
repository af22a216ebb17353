import type { Opening, SlideFormat } from '../slide-reader.js';
import { belongsToOpenSlide } from '../tiff/index.js';
import { OpenSlideHost } from './openslide-host.js';
import { OpenSlideReader } from './openslide-reader.js';

/** Files that only their name tells: MIRAX begins with an ordinary JPEG, Hamamatsu VMS with a line of text, Sakura with a database. */
const NAMES = /\.(mrxs|vms|vmu|svslide|ndpi|scn|bif)$/i;

/** One process for all slides. */
export const openSlideHost = new OpenSlideHost();

/** NDPI, MRXS, SCN, BIF, VMS, Sakura and Trestle, where OpenSlide is installed. */
export const openSlideFormat: SlideFormat = {
  name: 'openslide',
  probe: async (head, { name, file }: Opening) => NAMES.test(name) || (await belongsToOpenSlide(head, file)),
  open: async ({ file, name, files }) => {
    const reader = await OpenSlideReader.open(openSlideHost, await files.localPath(name));
    // OpenSlide opens it by itself.
    await file.close();
    return reader;
  },
};
