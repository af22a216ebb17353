/** A file and where it lies within what was chosen: `A1.svs`, or `Scan 7/DCM_0.dcm`. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

/** The files of one slide. Their paths are within the slide. */
export interface ChosenSlide {
  readonly name: string;
  readonly files: readonly ChosenFile[];
}

export interface Choice {
  readonly slides: readonly ChosenSlide[];
  /** Files that belong to no slide: previews, notes, what systems leave in folders. */
  readonly ignored: number;
}

/** A slide in one file; the server says what it makes of it. */
const LONE = /\.(svs|tiff?|btf|tf8|ndpi|scn|bif|svslide|png|jpe?g|webp|zip|kfb|sdpc|isyntax|tmap)$/i;
/** The file that a folder of data belongs to: MIRAX has one of its own name beside it, Hamamatsu VMS has everything around it. */
const MIRAX = /\.mrxs$/i;
const VMS = /\.(vms|vmu)$/i;
const DICOM = /\.dcm$/i;
/** Where DICOM says that it is DICOM (PS3.10 §7.1). */
const DICOM_MAGIC_AT = 128;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const bare = (path: string): string => path.replace(/\.[^./]+$/, '');
const isHidden = (path: string): boolean => path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/**
 * Parts what was chosen into slides: each folder of DICOM files is one, an MRXS and its folder are one, a VMS and its neighbours
 * are one, and any other slide file is one by itself. Files chosen by hand and alone are never ignored: the server tells what is wrong.
 */
export async function slidesAmong(chosen: readonly ChosenFile[]): Promise<Choice> {
  const left = new Set(chosen.filter(({ path }) => !isHidden(path)));
  const slides: ChosenSlide[] = [];
  const take = (name: string, files: readonly ChosenFile[], within: string): void => {
    for (const file of files) left.delete(file);
    const start = within === '' ? 0 : within.length + 1;
    slides.push({ name, files: files.map(({ file, path }) => ({ file, path: path.slice(start) })) });
  };

  for (const main of [...left].filter(({ path }) => MIRAX.test(path))) {
    take(lastOf(main.path), [main, ...[...left].filter(({ path }) => path.startsWith(`${bare(main.path)}/`))], folderOf(main.path));
  }
  for (const main of [...left].filter(({ path }) => VMS.test(path))) {
    if (left.has(main)) take(lastOf(main.path), [...left].filter(({ path }) => folderOf(path) === folderOf(main.path)), folderOf(main.path));
  }
  for (const [folder, files] of await dicomFolders([...left])) take(folder === '' || files.length === 1 ? lastOf(files[0]!.path) : lastOf(folder), files, folder);
  for (const one of [...left]) if (LONE.test(one.path) || chosen.length === 1) take(lastOf(one.path), [one], folderOf(one.path));
  return { slides, ignored: left.size };
}

/** Scanners often write DICOM without any extension. */
async function dicomFolders(files: readonly ChosenFile[]): Promise<Map<string, ChosenFile[]>> {
  const folders = new Map<string, ChosenFile[]>();
  for (const one of files) {
    const isNamed = DICOM.test(one.path);
    if (!isNamed && (lastOf(one.path).includes('.') || !(await isDicom(one.file)))) continue;
    const folder = folderOf(one.path);
    folders.set(folder, [...(folders.get(folder) ?? []), one]);
  }
  return folders;
}

async function isDicom(file: File): Promise<boolean> {
  return (await file.slice(DICOM_MAGIC_AT, DICOM_MAGIC_AT + 4).text()) === 'DICM';
}
