/** Lets the page paint and answer before long work goes on. */
export const breathe = (atLeastMs = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, atLeastMs));

/** Work of this many milliseconds holds the page up for less than a frame. */
const SLICE_MS = 8;

/** Works through any number of items in slices, between which the page paints and answers. */
export async function mapInSlices<From, To>(items: readonly From[], work: (item: From, index: number) => To): Promise<To[]> {
  const done: To[] = [];
  let sinceMs = performance.now();
  for (const [index, item] of items.entries()) {
    done.push(work(item, index));
    if (performance.now() - sinceMs < SLICE_MS) continue;
    await breathe();
    sinceMs = performance.now();
  }
  return done;
}
