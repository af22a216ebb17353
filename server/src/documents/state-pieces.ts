import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Struct = Y.Item | Y.GC;

/** How much there is in a piece. */
export interface PieceSize {
  readonly structs: number;
  readonly bytes: number;
}

/** About 500 annotations, which a browser takes in within some 20 ms; fewer of large outlines. */
const PIECE_SIZE: PieceSize = { structs: 4_500, bytes: 256 * 1024 };

/** Structs above which a document is not encoded or copied in one go: two pieces. */
const LARGE_STRUCTS = 2 * PIECE_SIZE.structs;

export const NOTHING_KNOWN = Y.encodeStateVector(new Y.Doc());

/** Whether telling or copying all of it would hold up everyone else. */
export function isLarge({ store }: Y.Doc): boolean {
  let structs = 0;
  for (const { length } of store.clients.values()) structs += length;
  return structs > LARGE_STRUCTS;
}

/**
 * What a document holds beyond a state, as updates of a modest size. Each builds only on those before it, so that whoever
 * takes them in one by one never waits for a missing part, and never stands still for all of a large document at once.
 * Deletions come with the last.
 *
 * Between two pieces the document may change: they say at least what it held when the first was asked for.
 *
 * @throws Error on bytes that are no state vector
 */
export function* statePieces(document: Y.Doc, stateVector: Uint8Array, most = PIECE_SIZE): Generator<Uint8Array, void> {
  const from = Y.decodeStateVector(stateVector);
  const queues = new Map<number, Queue>();
  for (const [client, structs] of document.store.clients as Map<number, Struct[]>) queues.set(client, new Queue(structs, from.get(client) ?? 0));
  let piece = new Piece();
  let isFirst = true;
  for (const { struct, offset } of inOrder(queues)) {
    piece.add(struct, offset);
    if (piece.structs < most.structs && piece.bytes < most.bytes) continue;
    yield piece.update();
    isFirst = false;
    piece = new Piece();
    for (const queue of queues.values()) queue.find();
  }
  if (isFirst) return yield Y.encodeStateAsUpdate(document, stateVector);
  if (piece.structs > 0) yield piece.update();
  yield Y.encodeStateAsUpdate(document, Y.encodeStateVector(document));
}

/** A client's structs that are still to come. */
class Queue {
  private at = 0;
  /** Where the client's structs ended at the beginning. What came since is for others to tell. */
  private readonly end: number;

  constructor(
    private readonly structs: readonly Struct[],
    private clock: number,
  ) {
    const last = structs.at(-1);
    this.end = last ? last.id.clock + last.length : 0;
    this.find();
  }

  /** Deletions may have made one struct of several. */
  find(): void {
    let [low, high] = [0, this.structs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { id, length } = this.structs[middle]!;
      if (id.clock + length <= this.clock) low = middle + 1;
      else high = middle;
    }
    this.at = low;
  }

  get first(): Struct | undefined {
    return this.clock < this.end ? this.structs[this.at] : undefined;
  }

  /** `offset`: how much of it is told already. */
  take(): { struct: Struct; offset: number } {
    const struct = this.structs[this.at++]!;
    const offset = Math.max(0, this.clock - struct.id.clock);
    this.clock = struct.id.clock + struct.length;
    return { struct, offset };
  }

  lacks(clock: number): boolean {
    return this.clock < this.end && clock >= this.clock;
  }
}

/** Every struct after those that it refers to: a client's are in order already, and wait for another's where they have to. */
function* inOrder(queues: ReadonlyMap<number, Queue>): Generator<ReturnType<Queue['take']>> {
  for (const client of queues.keys()) {
    const waiting = [client];
    while (waiting.length > 0) {
      const queue = queues.get(waiting.at(-1)!)!;
      const before = queue.first && references(queue.first).find((id) => id.client !== waiting.at(-1) && queues.get(id.client)?.lacks(id.clock));
      if (before) waiting.push(before.client);
      else if (!queue.first) waiting.pop();
      else {
        yield queue.take();
        // Back to whoever waited for this one, as soon as it need not wait any longer.
        const waiter = waiting.length > 1 ? queues.get(waiting.at(-2)!)?.first : undefined;
        if (waiter && !references(waiter).some((id) => id.client === waiting.at(-1) && queue.lacks(id.clock))) waiting.pop();
      }
    }
  }
}

function references(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const holder = struct.parent instanceof Y.AbstractType ? struct.parent._item?.id : undefined;
  return [struct.origin, struct.rightOrigin, holder].filter((id): id is Y.ID => id !== null && id !== undefined);
}

/** One client's structs in an update: Yjs' first format is one stream, so how long it is can be asked at any time. */
interface Run {
  readonly clock: number;
  readonly encoder: Y.UpdateEncoderV1;
  structs: number;
}

/** An update in the making, without deletions. */
class Piece {
  structs = 0;
  bytes = 0;
  private readonly runs = new Map<number, Run>();

  add(struct: Struct, offset: number): void {
    const { client, clock } = struct.id;
    const run = this.runs.get(client) ?? { clock: clock + offset, encoder: new Y.UpdateEncoderV1(), structs: 0 };
    this.runs.set(client, run);
    const before = encoding.length(run.encoder.restEncoder);
    struct.write(run.encoder, offset);
    this.bytes += encoding.length(run.encoder.restEncoder) - before;
    run.structs += 1;
    this.structs += 1;
  }

  update(): Uint8Array {
    const encoder = new Y.UpdateEncoderV1();
    encoding.writeVarUint(encoder.restEncoder, this.runs.size);
    for (const [client, { structs, clock, encoder: run }] of [...this.runs].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(encoder.restEncoder, structs);
      encoder.writeClient(client);
      encoding.writeVarUint(encoder.restEncoder, clock);
      encoding.writeUint8Array(encoder.restEncoder, encoding.toUint8Array(run.restEncoder));
    }
    encoding.writeVarUint(encoder.restEncoder, 0);
    return encoder.toUint8Array();
  }
}
