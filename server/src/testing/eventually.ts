/** Waits until `assert` no longer throws; after `limitMs` throws what it threw last. For facts that come from another process. */
export async function eventually(assert: () => void | Promise<void>, limitMs = 5_000): Promise<void> {
  const deadlineMs = Date.now() + limitMs;
  for (;;) {
    try {
      return await assert();
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
