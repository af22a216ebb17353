/** One life of a server: three people draw until it is killed, and remember what they were promised and what they saw. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import * as Y from 'yjs';
import { annotationsOf } from '../../shared/dist/annotation/index.js';
import { Drawer } from '../../bench/documents/drawer.mjs';
import { Compactions } from './compactions.mjs';

const PEOPLE = 3;
/** Below the 40 a second that a connection may send, so that acknowledgements keep up. */
const EDIT_INTERVAL_MS = 30;
/** After the first acknowledgement, a kill that is not aimed comes at any moment within this. */
const LIFE_MS = 800;

/** A person's edits in the order they were sent; the nth message carries the nth edit. */
class Witness {
  edits = [];
  seen = new Y.Doc();

  constructor(person) {
    this.drawer = new Drawer(person, { onUpdate: (update) => Y.applyUpdate(this.seen, update), onRefused: (code) => { throw new Error(`refused: ${code}`); } });
  }

  /** By turns a new annotation, and a change of the first one. */
  edit() {
    const isNew = this.edits.length % 2 === 0;
    const id = isNew && this.edits.length > 0 ? randomUUID() : this.drawer.id;
    this.edits.push({ id, label: isNew ? undefined : this.edits.length });
    if (isNew) this.drawer.draw(id);
    else this.drawer.change(this.edits.length - 1);
  }

  get acknowledged() {
    return this.edits.slice(0, this.drawer.saved);
  }
}

/**
 * @param {{ subject: import('../measuring/subject.mjs').Subject, url: string }} server is dead afterwards
 * @param {'reads' | 'writes' | undefined} aim the stage of a compaction from which on it is killed; else at any moment
 * @returns what has to be there from now on: edits acknowledged, and what was seen of others; `compaction`: how far one was
 */
export async function killWhileDrawing({ subject, url }, people, aim) {
  const compactions = new Compactions(subject);
  const witnesses = people.slice(0, PEOPLE).map((person) => new Witness(person));
  await Promise.all(witnesses.map(({ drawer }) => drawer.join(url)));
  const timers = witnesses.map((witness) => setInterval(() => witness.edit(), EDIT_INTERVAL_MS));
  while (!witnesses.every(({ drawer }) => drawer.saved > 0)) await new Promise((done) => setTimeout(done, 1));
  if (aim) await compactions.within(aim);
  else await new Promise((done) => setTimeout(done, Math.random() * LIFE_MS));
  const gone = Promise.all([compactions.atDeath(), once(subject.process, 'exit')]);
  subject.process.kill('SIGKILL');
  const [compaction] = await gone;
  timers.forEach(clearInterval);
  // What the kernel had already taken from the server still arrives.
  await new Promise((done) => setTimeout(done, 50));
  const acknowledged = witnesses.flatMap((witness) => witness.acknowledged);
  const seen = witnesses.flatMap((witness) => [...annotationsOf(witness.seen).keys()]);
  const sent = witnesses.reduce((sum, { edits }) => sum + edits.length, 0);
  for (const { drawer } of witnesses) drawer.close();
  return { acknowledged, seen, sent, compaction };
}

/** How many of these edits, and of these sights, the restarted server does not have. */
export async function missing(url, person, { acknowledged, seen }) {
  const document = new Y.Doc();
  const take = (update) => Y.applyUpdate(document, update);
  // A large document comes as updates, and its rest as the state.
  const reader = new Drawer(person, { onUpdate: take, onState: take });
  await reader.join(url);
  const annotations = annotationsOf(document);
  const has = ({ id, label }) => annotations.has(id) && (label === undefined || Number(annotations.get(id).get('label')) >= label);
  reader.close();
  return { edits: acknowledged.filter((edit) => !has(edit)).length, sights: seen.filter((id) => !annotations.has(id)).length };
}
