import { SignInThrottle } from './sign-in.throttle.js';

function throttleAt() {
  let now = 0;
  const throttle = new SignInThrottle(() => now);
  return { throttle, pass: (ms: number) => (now += ms) };
}

describe('SignInThrottle', () => {
  it('blocks a name after five wrong passwords, from any address', () => {
    const { throttle } = throttleAt();
    for (let i = 0; i < 4; i++) throttle.failed('ana', `10.0.0.${i}`);
    expect(throttle.isBlocked('ana', '10.9.9.9')).toBe(false);
    throttle.failed('ana', '10.0.0.5');
    expect(throttle.isBlocked('ana', '10.9.9.9')).toBe(true);
    expect(throttle.isBlocked('ben', '10.9.9.9')).toBe(false);
  });

  it('blocks an address that tries many names, and a success does not clear it', () => {
    const { throttle } = throttleAt();
    for (let i = 0; i < 30; i++) throttle.failed(`person${i}`, '10.0.0.1');
    throttle.succeeded('person0', '10.0.0.2');
    expect(throttle.isBlocked('ana', '10.0.0.1')).toBe(true);
    expect(throttle.isBlocked('ana', '10.0.0.2')).toBe(false);
  });

  it('forgets after fifteen minutes, counted from the first failure', () => {
    const { throttle, pass } = throttleAt();
    for (let i = 0; i < 5; i++) throttle.failed('ana', 'a');
    pass(15 * 60_000 - 1);
    expect(throttle.isBlocked('ana', 'a')).toBe(true);
    pass(1);
    expect(throttle.isBlocked('ana', 'a')).toBe(false);
  });

  it('does not count failures of before a success', () => {
    const { throttle } = throttleAt();
    for (let i = 0; i < 4; i++) throttle.failed('ana', `a${i}`);
    throttle.succeeded('ana', 'a3');
    throttle.failed('ana', 'a');
    expect(throttle.isBlocked('ana', 'a')).toBe(false);
  });

  it('lets a whole hospital sign in from one address', () => {
    const { throttle } = throttleAt();
    for (let i = 0; i < 100; i++) {
      expect(throttle.isBlocked(`person${i}`, '10.0.0.1')).toBe(false);
      throttle.failed(`person${i}`, '10.0.0.1');
      throttle.succeeded(`person${i}`, '10.0.0.1');
    }
  });
});
