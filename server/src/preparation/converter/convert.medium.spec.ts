import { readFile } from 'node:fs/promises';
import { openSlide } from '../../readers/index.js';
import { jpegSlide, until } from '../../testing/index.js';
import { converterDoing } from '../testing/converter.js';
import { WorkFolder } from '../../testing/work-folder.js';
import { convert, type Conversion } from './convert.js';

const work = new WorkFolder();
const plenty = (): Promise<number> => Promise.resolve(Number.MAX_SAFE_INTEGER);

async function converted(script: string, more: Partial<Conversion> = {}): Promise<string> {
  // What stands for a foreign format here is a slide behind eight bytes that hide it.
  const input = await work.file('upload', Buffer.concat([Buffer.alloc(8, 'x'), (await jpegSlide()).file]));
  const command = converterDoing(script);
  return convert(input, 'Jane Roe.KFB', work.at('work'), { command, signal: new AbortController().signal, freeBytes: plenty, ...more });
}

const GOOD = 'fs.writeFileSync(output, fs.readFileSync(input).subarray(8));';
const failure = { name: 'SlideFileError', code: 'slide.conversion-failed' };

describe('convert', () => {
  it('answers with what the converter made', async () => {
    const reader = await openSlide(await converted(GOOD));
    await reader.close();
    expect(reader.image.widthPx).toBe(700);
  });

  it('takes whatever the converter wrote in its place: with an extension, or a folder', async () => {
    await expect(converted("fs.writeFileSync(output + '.svs', fs.readFileSync(input).subarray(8));")).resolves.toMatch(/slide\.svs$/);
  });

  it('takes a folder', async () => {
    const path = await converted("fs.mkdirSync(output + '/a', { recursive: true }); fs.writeFileSync(output + '/a/b.tif', fs.readFileSync(input).subarray(8));");
    await (await openSlide(path)).close();
    expect(path).toMatch(/slide$/);
  });

  it('shows it neither the name nor our environment', async () => {
    await converted(`${GOOD} fs.writeFileSync('../seen', JSON.stringify({ ...process.env, input, cwd: process.cwd() }));`);
    const { input, cwd, PATH, HOME, TMPDIR, LANG, ...others } = JSON.parse(await readFile(work.at('seen'), 'utf8')) as Record<string, string>;
    expect({ input, cwd, HOME, TMPDIR }).toEqual({ input: work.at('work', 'input.kfb'), cwd: work.at('work'), HOME: work.at('work'), TMPDIR: work.at('work') });
    expect({ PATH, LANG }).toEqual({ PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' });
    // What an operating system adds by itself.
    expect(Object.keys(others).filter((name) => !name.startsWith('__CF'))).toEqual([]);
  });

  it('hands over a path as one word, whatever is in it', async () => {
    const command = { ...converterDoing(GOOD), words: [...converterDoing(GOOD).words, '$(touch pwned); {input}'] };
    await converted(GOOD, { command });
    await expect(readFile(work.at('work', 'pwned'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['fails', `${GOOD} process.exit(3);`, 'ended with 3'],
    ['writes nothing', '', 'wrote nothing'],
    ['writes what is no slide', "fs.writeFileSync(output, 'no slide');", 'does not open: slide.not-a-slide'],
    ['writes half a slide', 'fs.writeFileSync(output, fs.readFileSync(input).subarray(8, 3000));', 'does not open'],
    ['leaves a link that leads out', "fs.symlinkSync('/etc/passwd', output);", 'something else than files'],
    ['leaves a link to the input', 'fs.symlinkSync(input, output);', 'something else than files'],
    ['hides a link in a folder', "fs.mkdirSync(output); fs.symlinkSync('/etc', output + '/etc'); fs.writeFileSync(output + '/a.tif', fs.readFileSync(input).subarray(8));", 'something else than files'],
  ])('refuses where the converter %s', async (_, script, why) => {
    await expect(converted(script)).rejects.toMatchObject({ ...failure, message: expect.stringContaining(why) as string });
  });

  it('says so where the program is not there', async () => {
    await expect(converted('', { command: { words: ['/no/such/program', '{input}', '{output}'], deadlineMs: 1000 } })).rejects.toMatchObject({ ...failure, message: 'the converter cannot be started (ENOENT)' });
  });

  const HANGING = "fs.writeFileSync('../pid', String(process.pid)); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
  const isAlive = async (): Promise<boolean> => {
    const pid = Number(await readFile(work.at('pid'), 'utf8'));
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const pidKnown = (): Promise<boolean> => readFile(work.at('pid'), 'utf8').then((text) => text !== '', () => false);

  it('ends one that takes too long', async () => {
    const running = converted('', { command: converterDoing(HANGING, 1500) });
    await expect(running).rejects.toMatchObject({ ...failure, message: 'the converter took longer than 1500 ms' });
    await until(async () => !(await pidKnown()) || !(await isAlive()));
  });

  it('ends with the job', async () => {
    const aborting = new AbortController();
    const reason = new Error('the server ends');
    const running = converted('', { command: converterDoing(HANGING), signal: aborting.signal }).then(() => undefined, (error: unknown) => error);
    await until(pidKnown);
    aborting.abort(reason);
    await expect(running).resolves.toBe(reason);
    await until(async () => !(await isAlive()));
  });

  it('ends one that fills the disk', async () => {
    let free = 1;
    const running = converted('', { command: converterDoing(HANGING), freeBytes: () => Promise.resolve(free) }).then(() => undefined, (error: unknown) => error);
    await until(pidKnown);
    free = 0;
    await expect(running).resolves.toMatchObject({ code: 'ENOSPC' });
    await until(async () => !(await isAlive()));
  });

  it('ends what the converter left running behind itself', async () => {
    const script = `${GOOD} const { spawn } = await import('node:child_process'); const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }); left.unref(); fs.writeFileSync('../pid', String(left.pid));`;
    await converted(script);
    await until(async () => !(await isAlive()));
  });
});
