import { Injectable } from '@nestjs/common';
import { CHAT_PAGE, type ChatMessage, type ChatSay } from '@parfocal/shared/protocol';
import { type EntityManager, LessThan } from 'typeorm';
import { Database } from '../platform/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { ChatMessageRecord } from './chat-message.entity.js';

/** Days of a busy session; more is a machine that writes. */
const MESSAGES_MAX = 20_000;

/** Who speaks, and where: from the connection, never from a message. */
export interface Speaker {
  readonly sessionId: string;
  readonly personId: string;
}

export interface Writer extends Speaker {
  readonly messages: number;
}

/** The messages of sessions, on record (SPEC C1 to C6). No text of one is ever logged. */
@Injectable()
export class Chats {
  /** Words of one session wait for each other, so that their numbers have no gaps and are told in their order. */
  private readonly turns = new Map<string, Promise<unknown>>();
  /** What newcomers are told, until somebody speaks: a crowd that joins at once reads it once. */
  private readonly recents = new Map<string, Promise<ChatMessage[]>>();

  constructor(private readonly database: Database) {}

  /**
   * Stores a message; `tell` is called once it is on disk, before the next one of the session is stored. What was stored
   * already is not stored again, and answered as it is now.
   *
   * @throws DomainError `forbidden` where somebody else's message has that id, `chat.full`
   */
  say({ sessionId, personId }: Speaker, { id, text, place }: ChatSay, tell: (message: ChatMessage) => void): Promise<ChatMessage> {
    return this.inTurn(sessionId, async () => {
      let isNew = false;
      const stored = await this.database.write(async (manager) => {
        const before = await manager.findOneBy(ChatMessageRecord, { sessionId, id });
        if (before) return before;
        isNew = true;
        const record = { sessionId, id, seq: (await lastSeq(manager, sessionId)) + 1, personId, at: Date.now(), text, place, takenBackAt: null };
        if (record.seq > MESSAGES_MAX) throw new DomainError('chat.full', `${MESSAGES_MAX} messages`);
        await manager.insert(ChatMessageRecord, record);
        return record;
      });
      if (stored.personId !== personId) throw new DomainError('forbidden', 'the id of somebody else’s message');
      return isNew ? this.told(sessionId, messageOf(stored), tell) : messageOf(stored);
    });
  }

  /**
   * Removes text and place of one's own message; that there was one stays. Twice is no error.
   *
   * @throws DomainError `not-found` for what is not this person's
   */
  takeBack({ sessionId, personId }: Speaker, id: string, tell: (message: ChatMessage) => void): Promise<ChatMessage> {
    return this.inTurn(sessionId, async () => {
      const left = await this.database.write(async (manager) => {
        const record = await manager.findOneBy(ChatMessageRecord, { sessionId, id });
        if (record?.personId !== personId) throw notFound('message');
        const change = { text: '', place: null, takenBackAt: record.takenBackAt ?? Date.now() };
        await manager.update(ChatMessageRecord, { sessionId, id }, change);
        return { ...record, ...change };
      });
      return this.told(sessionId, messageOf(left), tell);
    });
  }

  /** The newest page before a number, oldest first. */
  async before(sessionId: string, seq: number): Promise<ChatMessage[]> {
    const found = await this.database.read.find(ChatMessageRecord, { where: { sessionId, seq: LessThan(seq) }, order: { seq: 'DESC' }, take: CHAT_PAGE });
    return found.reverse().map(messageOf);
  }

  /** Who wrote how much, of each session. */
  async writers(sessionIds: readonly string[]): Promise<Writer[]> {
    if (sessionIds.length === 0) return [];
    const rows = await this.database.read
      .createQueryBuilder(ChatMessageRecord, 'message')
      .select('message.sessionId', 'sessionId').addSelect('message.personId', 'personId').addSelect('COUNT(*)', 'messages')
      .where('message.sessionId IN (:...sessionIds)', { sessionIds })
      .groupBy('message.sessionId').addGroupBy('message.personId')
      .getRawMany<{ sessionId: string; personId: string; messages: number | string }>();
    return rows.map(({ messages, ...whose }) => ({ ...whose, messages: Number(messages) }));
  }

  /** The newest page. */
  recent(sessionId: string): Promise<ChatMessage[]> {
    const known = this.recents.get(sessionId);
    if (known) return known;
    const reading = this.before(sessionId, MESSAGES_MAX + 1);
    this.recents.set(sessionId, reading);
    reading.catch(() => this.recents.get(sessionId) === reading && this.recents.delete(sessionId));
    return reading;
  }

  /** Nobody is in the session any more. */
  forget(sessionId: string): void {
    this.recents.delete(sessionId);
  }

  private told(sessionId: string, message: ChatMessage, tell: (message: ChatMessage) => void): ChatMessage {
    this.recents.delete(sessionId);
    tell(message);
    return message;
  }

  private inTurn<T>(sessionId: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(sessionId) ?? Promise.resolve()).then(work);
    const settled = turn.then(() => undefined, () => undefined);
    this.turns.set(sessionId, settled);
    void settled.then(() => this.turns.get(sessionId) === settled && this.turns.delete(sessionId));
    return turn;
  }
}

const lastSeq = async (manager: EntityManager, sessionId: string): Promise<number> => (await manager.maximum(ChatMessageRecord, 'seq', { sessionId })) ?? 0;

const messageOf = ({ id, seq, personId, at, text, place, takenBackAt }: ChatMessageRecord): ChatMessage => ({
  id, seq, personId, at, text, place, isTakenBack: takenBackAt !== null,
});
