import { run } from './run.mjs';

const node = (code, options) => run(process.execPath, ['-e', code], options);

describe('running a program', () => {
  it('keeps its exit code and both of its outputs', async () => {
    await expect(node("console.log('out'); console.error('err'); process.exitCode = 3")).resolves.toEqual({ code: 3, output: expect.stringMatching(/^(out\nerr|err\nout)\n$/) });
  });

  it('gives it what it should read', async () => {
    await expect(node('process.stdin.pipe(process.stdout)', { input: 'asked' })).resolves.toEqual({ code: 0, output: 'asked' });
  });

  it('answers 127 for a program that is not there, as a shell does', async () => {
    await expect(run('no-such-program', [])).resolves.toMatchObject({ code: 127, output: expect.stringContaining('no-such-program') });
  });

  it('ends one that takes too long', async () => {
    await expect(node('setInterval(() => {}, 1000)', { timeoutMs: 200 })).resolves.toMatchObject({ code: 124 });
  });

  it('takes a variable away that is set to undefined', async () => {
    await expect(node('process.stdout.write(String(process.env.HOME))', { env: { HOME: undefined } })).resolves.toMatchObject({ output: 'undefined' });
  });
});
