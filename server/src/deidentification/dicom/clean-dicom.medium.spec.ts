import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { openSlide, readElements, SlideFile } from '../../readers/index.js';
import { itWithSlide } from '../../testing/index.js';
import { WorkFolder } from '../../testing/work-folder.js';
import { deidentify } from '../deidentify.js';
import type { CleaningReport, VerificationReport } from '../reports.js';
import { allBytes, quiet } from '../testing/bytes.js';
import { type PatientSlide, patientSlide, SECRETS } from '../testing/patient-slide.js';
import { verifyClean } from '../verify-clean.js';

const work = new WorkFolder();
const CLEAN: VerificationReport = { isClean: true, picturesLeft: 0, secretsFound: [], removedTextsFound: 0, arePixelsUntouched: true };

async function cleanAndVerify(path: string, secrets: readonly string[] = []): Promise<CleaningReport & { verified: VerificationReport }> {
  const report = await deidentify(path, quiet);
  return { ...report, verified: await verifyClean(path, { secrets, removedTexts: report.removedTexts, pixelsDigest: report.pixelsDigest, ...quiet }) };
}

/** Values of the top level by tag, as text. */
async function valuesIn(path: string): Promise<Map<number, string>> {
  const file = await SlideFile.open(path);
  try {
    const values = new Map<number, string>();
    for (const { tag, valueAt, lengthBytes = 0 } of await readElements(file)) if (lengthBytes < 1000) values.set(tag, (await file.read(valueAt, lengthBytes)).toString('utf8').replace(/[\0 ]+$/, ''));
    return values;
  } finally {
    await file.close();
  }
}

async function folderOf(files: Readonly<Record<string, PatientSlide>>): Promise<string> {
  await mkdir(work.at('slide'));
  for (const [name, spec] of Object.entries(files)) await writeFile(work.at('slide', name), patientSlide(spec));
  return work.at('slide');
}

const LEVELS = { 'Roe^Jane-0.dcm': { sidePx: 64 }, 'Roe^Jane-1.dcm': { sidePx: 32 } } as const;

describe('cleaning a DICOM slide', () => {
  it('keeps the place of every frame of a sparse file, and not what is said of it', async () => {
    const path = await work.file('slide.dcm', patientSlide({ sidePx: 64, isSparse: true }));
    expect((await cleanAndVerify(path, SECRETS)).verified).toEqual(CLEAN);
  });

  it.each([['explicit', false], ['implicit', true]])('keeps what shows the image, in %s VR', async (_, isImplicit) => {
    const path = await work.file('slide.dcm', patientSlide({ sidePx: 64, isImplicit }));
    expect((await allBytes(path))).toContain('Roe^Jane');
    const { verified, removedTexts } = await cleanAndVerify(path, SECRETS);
    expect(verified).toEqual(CLEAN);
    expect(removedTexts).toEqual(expect.arrayContaining(['Jane', 'S12-3456', 'St Elsewhere', 'private of Roe']));
    const values = await valuesIn(path);
    expect(values.get(0x0010_0010)).toBe('');
    expect(values.get(0x0008_0050)).toBe('');
    expect(values.get(0x0008_0080)).toBeUndefined();
    expect(values.get(0x0009_1001)).toBeUndefined();
    expect(values.get(0x0008_0070)).toBe('ACME');
    expect(values.get(0x0012_0062)).toBe('YES');
    expect(values.get(0x0012_0063)).toMatch(/PS3\.15 Basic Profile/);
    expect(values.get(0x0028_0303)).toBe('REMOVED');
    expect(values.get(0x0008_0018)).toMatch(/^2\.25\.\d{20,39}$/);
    expect(values.get(0x0002_0003)).toBe(values.get(0x0008_0018));
    expect(values.get(0x0008_002a)).toBe('19000101000000');
  });

  it('leaves the preamble blank and nothing behind the pixels', async () => {
    const path = await work.file('slide.dcm', Buffer.concat([patientSlide({ sidePx: 64 }), Buffer.from('II*\0 and a TIFF of Jane Roe')]));
    expect((await cleanAndVerify(path, SECRETS)).verified).toEqual(CLEAN);
    expect((await readFile(path)).subarray(0, 128)).toEqual(Buffer.alloc(128));
  });

  it('gives a folder new names and new UIDs that fit together, and drops all that is no level', async () => {
    const path = await folderOf({ ...LEVELS, 'label.dcm': { sidePx: 32, flavour: 'LABEL' }, 'macro.dcm': { sidePx: 32, flavour: 'OVERVIEW' } });
    await writeFile(work.at('slide', 'DICOMDIR.txt'), 'Jane Roe');
    await mkdir(work.at('slide', 'Jane Roe'));
    const { verified, picturesRemoved } = await cleanAndVerify(path, SECRETS);
    expect(verified).toEqual(CLEAN);
    expect(picturesRemoved).toBe(2);
    const names = await readdir(path);
    expect(names).toHaveLength(2);
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{16}\.dcm$/);
    const [first, second] = await Promise.all(names.map((name) => valuesIn(work.at('slide', name))));
    for (const tag of [0x0020_000d, 0x0020_000e]) {
      expect(first!.get(tag)).toMatch(/^2\.25\./);
      expect(first!.get(tag)).toBe(second!.get(tag));
    }
    expect(first!.get(0x0008_0018)).not.toBe(second!.get(0x0008_0018));
    const reader = await openSlide(path);
    await reader.close();
    expect(reader.image.levels.map(({ widthPx }) => widthPx)).toEqual([64, 32]);
  });

  describe('interrupted', () => {
    const completed = async (path: string): Promise<void> => {
      expect((await cleanAndVerify(path, SECRETS)).verified).toEqual(CLEAN);
      const names = await readdir(path);
      expect(names).toHaveLength(2);
      const values = await Promise.all(names.map((name) => valuesIn(work.at('slide', name))));
      expect(new Set(values.map((of) => of.get(0x0020_000e))).size).toBe(1);
    };
    /** A folder with the old files, and the new ones as they are before they come into their places. */
    const half = async (): Promise<{ path: string; old: string[]; fresh: string[] }> => {
      const path = await folderOf(LEVELS);
      await cp(path, work.at('old'), { recursive: true });
      await deidentify(path, quiet);
      const fresh = await readdir(path);
      for (const name of fresh) await rename(work.at('slide', name), work.at('slide', `.new-${name}`));
      await cp(work.at('old'), path, { recursive: true });
      return { path, old: Object.keys(LEVELS), fresh };
    };

    it('while new files are written, it begins anew', async () => {
      const { path, fresh } = await half();
      await writeFile(work.at('slide', `.new-${fresh[0]!}`), 'half of a file');
      await completed(path);
    });

    it('while old files go, it goes on', async () => {
      const { path, old } = await half();
      await writeFile(work.at('slide', '.switch-old-files-go'), '');
      await rm(work.at('slide', old[0]!));
      await completed(path);
    });

    it('while new files come, it goes on', async () => {
      const { path, old, fresh } = await half();
      for (const name of old) await rm(work.at('slide', name));
      await writeFile(work.at('slide', '.switch-new-files-come'), '');
      await rename(work.at('slide', `.new-${fresh[0]!}`), work.at('slide', fresh[0]!));
      await completed(path);
    });

    it('by a stop, it leaves everything as it was', async () => {
      const path = await folderOf(LEVELS);
      const before = await allBytes(path);
      const stopped = new Error('the server ends');
      const { signal } = new AbortController();
      let asked = 0;
      // Of the first tiles and pieces none minds; then one does.
      jest.spyOn(signal, 'throwIfAborted').mockImplementation(() => {
        if (++asked === 5) throw stopped;
      });
      await expect(deidentify(path, { signal })).rejects.toBe(stopped);
      expect(await allBytes(path)).toBe(before);
      await completed(path);
    });
  });

  it.each([
    ['burned-in writing', { burnedIn: 'YES' }],
    ['the label in the image', { labelInImage: 'YES' }],
  ] as const)('refuses a level that says it shows %s, before anything is written', async (_, more) => {
    const bytes = patientSlide({ sidePx: 64, ...more });
    const path = await work.file('slide.dcm', bytes);
    await expect(deidentify(path, quiet)).rejects.toMatchObject({ code: 'slide.cannot-deidentify' });
    await expect(readFile(path)).resolves.toEqual(bytes);
  });

  itWithSlide('cmu-1-small-region-dicom', 'cleans a pyramid of twelve files', async (original) => {
    await cp(original, work.at('slide'), { recursive: true });
    const { verified } = await cleanAndVerify(work.at('slide'), ['20210720', '2425734838']);
    expect(verified).toEqual(CLEAN);
    expect(await readdir(work.at('slide'))).toHaveLength(12);
  });

  itWithSlide('gcp-camelyon-jpeg.dcm', 'removes what a specimen says of its patient', async (original) => {
    await cp(original, work.at('slide.dcm'));
    const { verified, removedTexts } = await cleanAndVerify(work.at('slide.dcm'), ['Kidney biopsy', 'GO-1692202754026-1-A', 'Congo Red']);
    expect(verified).toEqual(CLEAN);
    expect(removedTexts).toEqual(expect.arrayContaining(['Kidney biopsy', 'Kidney medial right tumor', 'GO-1692202754026-1-A']));
  });
});
