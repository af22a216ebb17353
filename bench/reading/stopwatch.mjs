/**
 * Runs in the page, before anything else: notes when the person acted and when the slide became sharp. `data-sharp` is what the
 * microscope itself shows as its sharpness: false from the first missing visible tile until all are in.
 */
export function installStopwatch() {
  const watch = { actedAtMs: 0, framedAtMs: 0, sharpAtMs: 0, isSharp: false };
  window.stopwatch = watch;
  const act = (event) => {
    if (event.repeat) return;
    Object.assign(watch, { actedAtMs: performance.now(), framedAtMs: 0, sharpAtMs: 0 });
    requestAnimationFrame(() => requestAnimationFrame(() => (watch.framedAtMs = performance.now())));
  };
  addEventListener('keydown', act, { capture: true });
  addEventListener('click', act, { capture: true });
  const look = () => {
    const isSharp = document.querySelector('[data-sharp="true"] canvas') !== null;
    if (isSharp && !watch.isSharp) watch.sharpAtMs = performance.now();
    watch.isSharp = isSharp;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-sharp'] });
}

/** Sharp for so long, nothing more is coming. */
const REST_MS = 700;
const PATIENCE_MS = 60_000;

/** Milliseconds from the last act until every visible tile was sharp; at least until the picture of that act was on the screen. */
export async function untilSharp(page) {
  await page.waitForFunction((restMs) => {
    const { actedAtMs, framedAtMs, sharpAtMs, isSharp } = window.stopwatch;
    return isSharp && framedAtMs > 0 && performance.now() - Math.max(actedAtMs, sharpAtMs) > restMs;
  }, REST_MS, { timeout: PATIENCE_MS, polling: 50 });
  return page.evaluate(() => Math.max(window.stopwatch.framedAtMs, window.stopwatch.sharpAtMs) - window.stopwatch.actedAtMs);
}
