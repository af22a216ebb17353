import type { ChatMessage } from '@parfocal/shared/protocol';

/**
 * What is known of a chat with more of it put in: oldest first, and without a gap up to the newest (SPEC C2). What lies
 * beyond a gap is let go of, and can be asked for again. What was taken back stays so, whatever an older answer says.
 */
export function withMessages(known: readonly ChatMessage[], more: readonly ChatMessage[]): readonly ChatMessage[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of more) if (!bySeq.get(message.seq)?.isTakenBack) bySeq.set(message.seq, message);
  const ordered = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  let first = ordered.length - 1;
  while (first > 0 && ordered[first - 1]!.seq === ordered[first]!.seq - 1) first -= 1;
  return ordered.slice(Math.max(0, first));
}
