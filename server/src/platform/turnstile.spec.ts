import { Turnstile } from './turnstile.js';

describe('Turnstile', () => {
  it('lets no more than its places run at once, and everyone in the end', async () => {
    const turnstile = new Turnstile(3);
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await Promise.all(Array.from({ length: 20 }, (_, i) => turnstile.pass(async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      done.push(i);
    })));
    expect(most).toBe(3);
    expect(done).toHaveLength(20);
  });

  it('goes on after a failure', async () => {
    const turnstile = new Turnstile(1);
    const failing = turnstile.pass(() => Promise.reject(new Error('no')));
    const next = turnstile.pass(async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
