/** The load in a process of its own, so that it shares no thread with what reads the results. */
import { drive } from './sockets.mjs';

process.once('message', async ({ url, paths, cookie, seconds }) => {
  const untilMs = performance.now() + seconds * 1000;
  const next = () => (performance.now() < untilMs ? paths[Math.floor(Math.random() * paths.length)] : undefined);
  process.send(await drive({ url: new URL(url), cookie, next }).catch((error) => ({ error: error.message })));
});
