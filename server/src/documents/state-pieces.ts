import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Struct = Y.Item | Y.GC;

/** Structs in a piece: about 500 annotations, which a browser takes in within some 20 ms. */
const STRUCTS_A_PIECE = 4_500;

/**
 * What a document holds beyond a state, as updates of a modest size. Each builds only on those before it, so that whoever
 * takes them in one by one never waits for a missing part, and never stands still for all of a large document at once.
 * Deletions come with the last.
 *
 * @throws Error on bytes that are no state vector
 */
export function statePieces(document: Y.Doc, stateVector: Uint8Array, most = STRUCTS_A_PIECE): Uint8Array[] {
  const from = Y.decodeStateVector(stateVector);
  const queues = new Map<number, Queue>();
  let missing = 0;
  for (const [client, structs] of document.store.clients as Map<number, Struct[]>) {
    const queue = new Queue(structs, from.get(client) ?? 0);
    missing += queue.left;
    queues.set(client, queue);
  }
  if (missing <= most) return [Y.encodeStateAsUpdate(document, stateVector)];
  const pieces: Uint8Array[] = [];
  let piece = new Piece();
  for (const struct of inOrder(queues)) {
    piece.add(struct, from);
    if (piece.size < most) continue;
    pieces.push(piece.bytes());
    piece = new Piece();
  }
  if (piece.size > 0) pieces.push(piece.bytes());
  pieces.push(Y.encodeStateAsUpdate(document, Y.encodeStateVector(document)));
  return pieces;
}

/** A client's structs that are still to come. */
class Queue {
  private at: number;

  constructor(private readonly structs: readonly Struct[], fromClock: number) {
    let [low, high] = [0, structs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { id, length } = structs[middle]!;
      if (id.clock + length <= fromClock) low = middle + 1;
      else high = middle;
    }
    this.at = low;
  }

  get left(): number {
    return this.structs.length - this.at;
  }

  get first(): Struct | undefined {
    return this.structs[this.at];
  }

  take(): Struct {
    return this.structs[this.at++]!;
  }

  lacks({ clock }: Y.ID): boolean {
    return this.first !== undefined && clock >= this.first.id.clock;
  }
}

/** Every struct after those that it refers to: a client's are in order already, and wait for another's where they have to. */
function* inOrder(queues: ReadonlyMap<number, Queue>): Generator<Struct> {
  for (const client of queues.keys()) {
    const waiting = [client];
    while (waiting.length > 0) {
      const queue = queues.get(waiting.at(-1)!)!;
      const before = queue.first && references(queue.first).find(({ client: other, clock }) => other !== waiting.at(-1) && queues.get(other)?.lacks({ client: other, clock } as Y.ID));
      if (before) waiting.push(before.client);
      else if (!queue.first) waiting.pop();
      else {
        yield queue.take();
        // Back to whoever waited for this one, as soon as it need not wait any longer.
        const waiter = waiting.length > 1 ? queues.get(waiting.at(-2)!)?.first : undefined;
        if (waiter && !references(waiter).some(({ client: other, clock }) => other === waiting.at(-1) && queue.lacks({ client: other, clock } as Y.ID))) waiting.pop();
      }
    }
  }
}

function references(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const holder = struct.parent instanceof Y.AbstractType ? struct.parent._item?.id : undefined;
  return [struct.origin, struct.rightOrigin, holder].filter((id): id is Y.ID => id !== null && id !== undefined);
}

/** An update in the making: Yjs' first format, without deletions. */
class Piece {
  size = 0;
  private readonly runs = new Map<number, { readonly structs: Struct[]; readonly offset: number }>();

  add(struct: Struct, from: ReadonlyMap<number, number>): void {
    const { client, clock } = struct.id;
    const run = this.runs.get(client);
    if (run) run.structs.push(struct);
    else this.runs.set(client, { structs: [struct], offset: Math.max(0, (from.get(client) ?? 0) - clock) });
    this.size += 1;
  }

  bytes(): Uint8Array {
    const encoder = new Y.UpdateEncoderV1();
    encoding.writeVarUint(encoder.restEncoder, this.runs.size);
    for (const [client, { structs, offset }] of [...this.runs].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(encoder.restEncoder, structs.length);
      encoder.writeClient(client);
      encoding.writeVarUint(encoder.restEncoder, structs[0]!.id.clock + offset);
      structs.forEach((struct, i) => struct.write(encoder, i === 0 ? offset : 0));
    }
    encoding.writeVarUint(encoder.restEncoder, 0);
    return encoder.toUint8Array();
  }
}
