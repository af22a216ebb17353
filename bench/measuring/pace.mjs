export const rest = (ms) => new Promise((done) => setTimeout(done, ms));

export const round = (value, digits = 1) => Number(value.toFixed(digits));

/**
 * Calls `act(index, nowMs)` for each of `count` senders `hz` times a second, from one clock; their due times are spread
 * evenly over the interval. A sender that fell behind skips what it missed. Returns how to stop.
 */
export function inTurn(count, hz, act) {
  const intervalMs = 1000 / hz;
  const beganMs = performance.now();
  const dueMs = Array.from({ length: count }, (_, index) => beganMs + (intervalMs * index) / count);
  const timer = setInterval(() => {
    const now = performance.now();
    for (let index = 0; index < count; index++) {
      if (now < dueMs[index]) continue;
      dueMs[index] = Math.max(dueMs[index] + intervalMs, now - intervalMs);
      act(index, performance.now());
    }
  }, 1);
  return () => clearInterval(timer);
}

/**
 * Lets the load warm up, then counts for `seconds`.
 *
 * @returns {Promise<{ coreShare: number, loadShare: number }>} what the subject took of a core meanwhile, and this process: a load near 1 cannot keep up either
 */
export async function watch({ subject, ledger, warmUpMs, seconds }) {
  await rest(warmUpMs);
  const [cpuBefore, ownBefore, fromMs] = [subject.cpuSeconds(), process.cpuUsage(), performance.now()];
  ledger.window(fromMs, fromMs + seconds * 1000);
  await rest(seconds * 1000);
  const tookMs = performance.now() - fromMs;
  const { user, system } = process.cpuUsage(ownBefore);
  return { coreShare: round((subject.cpuSeconds() - cpuBefore) / (tookMs / 1000), 3), loadShare: round((user + system) / 1000 / tookMs, 3) };
}
