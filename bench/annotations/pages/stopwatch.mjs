/** From a press on the slide until what it selected has been painted. */
class SelectionClock {
  #pressedAtMs = 0;
  /** Milliseconds of each selection so far. */
  times = [];

  constructor() {
    addEventListener('pointerdown', () => (this.#pressedAtMs = performance.now()), { capture: true });
  }

  /** Something is selected; it is on the screen after the frame that comes. */
  stop() {
    const pressedAtMs = this.#pressedAtMs;
    requestAnimationFrame(() => setTimeout(() => this.times.push(performance.now() - pressedAtMs)));
  }
}

export const selectionClock = new SelectionClock();
window.selectionClock = selectionClock;

const frames = [];
let longestMs = 0;
let lastAtMs = performance.now();
const tick = (nowMs) => {
  frames.push(nowMs - lastAtMs);
  lastAtMs = nowMs;
  requestAnimationFrame(tick);
};
requestAnimationFrame(tick);
new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longestMs = Math.max(longestMs, duration)))).observe({ type: 'longtask' });

window.frames10k = {
  begin() {
    frames.length = 0;
    longestMs = 0;
  },
  /** Milliseconds between frames since `begin`, and of the longest task. */
  end: () => ({ frames: [...frames], longestMs: Math.round(longestMs) }),
};

/** Whoever takes longer is not waited for. */
const PATIENCE_MS = 90_000;
/** So many quick frames in a row: nothing is being painted any more. */
const REST_FRAMES = 12;
const QUICK_MS = 40;

/** Gives the pieces one by one, each in a task of its own as a socket would; milliseconds until all of them are there and painted, nothing if that takes too long. */
window.takeAll = async (pieces, count) => {
  const beganMs = performance.now();
  const isLate = () => performance.now() - beganMs > PATIENCE_MS;
  let left = count;
  for (const piece of pieces) {
    const many = Math.min(left, Math.ceil(count / pieces.length));
    left -= many;
    window.bench.take(piece, many, count);
    await new Promise((next) => setTimeout(next));
    if (isLate()) return null;
  }
  while (window.bench.count() < count) await new Promise((next) => setTimeout(next, 5));
  let [rest, endedMs] = [0, performance.now()];
  while (rest < REST_FRAMES) {
    if (isLate()) return null;
    const fromMs = performance.now();
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    if (performance.now() - fromMs > QUICK_MS) [rest, endedMs] = [0, performance.now()];
    else rest += 1;
  }
  return endedMs - beganMs;
};
