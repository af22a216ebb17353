/** What must be undone when the run ends, be it by an error, a signal or the last line. */
const cleanups = new Set();

/** Registers `cleanup` (may be async); returns a function that forgets it and answers whether it was still waiting. */
export function undoAtEnd(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Runs every registered clean-up, newest first; one that fails does not keep the others from running. */
export async function undoAll() {
  for (const cleanup of [...cleanups].reverse()) {
    cleanups.delete(cleanup);
    try {
      await cleanup();
    } catch (error) {
      process.stderr.write(`While cleaning up: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** Ends the process on a signal after the clean-ups, with the exit code a shell expects (128 + signal). */
export function endOnSignals() {
  let ending = false;
  for (const [signal, number] of Object.entries(SIGNAL_NUMBERS)) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void undoAll().then(() => process.exit(128 + number));
    });
  }
}
