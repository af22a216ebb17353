const TRY_AGAIN_MS = 5;

/** Waits for a condition, not for a time. Rejects, with what was waited for, when it does not come. */
export async function until(condition: () => boolean | Promise<boolean>, patienceMs = 8_000): Promise<void> {
  const givenUpAt = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > givenUpAt) throw new Error(`never came: ${condition.toString()}`);
    await new Promise((done) => setTimeout(done, TRY_AGAIN_MS));
  }
}
