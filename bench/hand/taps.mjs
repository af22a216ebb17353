/**
 * Runs in both windows, before anything else. `hand` notes where the mouse was when this page heard of it, `screen` where the colleague's
 * pointer was in each frame that has just been made; both by the clock that all windows of a browser share, in ms.
 */
export function installTaps() {
  const nowMs = () => performance.timeOrigin + performance.now();
  const taps = { hand: [], screen: [], releasedAtMs: 0, inkedAtMs: 0 };
  window.taps = taps;
  addEventListener('pointermove', ({ clientX }) => taps.hand.push([nowMs(), clientX]), { capture: true });
  addEventListener('pointerup', () => void (taps.releasedAtMs = nowMs()), { capture: true });

  /** Where no canvas of the microscope has ink yet, until one has. */
  window.watchForInk = (x, y) => {
    taps.inkedAtMs = 0;
    const alphaAt = (canvas) => {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      return canvas.getContext('2d')?.getImageData(Math.round(((x - left) * canvas.width) / width), Math.round(((y - top) * canvas.height) / height), 1, 1).data[3];
    };
    const isThere = ({ left, top, right, bottom }) => left <= x && x < right && top <= y && y < bottom;
    const clear = [...document.querySelectorAll('main canvas')].filter((canvas) => isThere(canvas.getBoundingClientRect()) && alphaAt(canvas) === 0);
    taps.hasInk = () => clear.some((canvas) => alphaAt(canvas) > 0);
    return clear.length;
  };

  // A message that is posted in a frame comes once the frame is made.
  const { port1, port2 } = new MessageChannel();
  let lastX;
  port1.onmessage = () => {
    const pointer = document.querySelector('[data-pointer]');
    const x = pointer && pointer.style.visibility !== 'hidden' ? pointer.getBoundingClientRect().left : undefined;
    if (x !== undefined && x !== lastX) taps.screen.push([nowMs(), x]);
    lastX = x;
    if (taps.hasInk?.()) {
      taps.inkedAtMs = nowMs();
      taps.hasInk = undefined;
    }
  };
  requestAnimationFrame(function frame() {
    port2.postMessage(0);
    requestAnimationFrame(frame);
  });
}
