import type { ChatMessage } from '@parfocal/shared/protocol';

export const messageOf = (seq: number, rest: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `m${seq}`, seq, personId: 'ben', at: 1_700_000_000_000 + seq, text: `text ${seq}`, place: null, isTakenBack: false, ...rest,
});
