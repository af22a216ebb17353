/**
 * Loaded into the built server that is to be killed (`node --import`): a snapshot takes the place of rows 25 times as often,
 * and each time it says so, as lines `compaction <stage>`, which are out before it goes on.
 */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

export const COMPACTION_WATCH = import.meta.url;

const OFTENER = 25;
const SERVER = new URL('../../server/dist/', import.meta.url);
const tell = (stage) => writeSync(1, `compaction ${stage}\n`);

/** Only in the server: what it starts, and who imports this for its address, is left alone. */
if (isMainThread && process.argv[1] === fileURLToPath(new URL('main.js', SERVER))) {
  await import('reflect-metadata');
  const [{ DocumentLog }, { LiveDocument }, { Snapshots }] = await Promise.all(
    ['document-log.service.js', 'live-document.js', 'snapshots/snapshots.service.js'].map((file) => import(new URL(`documents/${file}`, SERVER))),
  );
  const { get: rows } = Object.getOwnPropertyDescriptor(LiveDocument.prototype, 'rowsToCompact');
  Object.defineProperty(LiveDocument.prototype, 'rowsToCompact', { get() { return OFTENER * rows.call(this); } });
  const { compact } = DocumentLog.prototype;
  DocumentLog.prototype.compact = async function (...given) {
    tell('reads');
    await compact.apply(this, given).finally(() => tell('is over'));
  };
  const { replace } = Snapshots.prototype;
  Snapshots.prototype.replace = async function (...given) {
    tell('writes');
    await replace.apply(this, given);
    tell('wrote');
  };
}
