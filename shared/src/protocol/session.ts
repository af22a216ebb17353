import * as z from 'zod';
import type { ErrorCode, Reply } from './errors.js';
import type { PresenceTell } from './presence.js';
import type { RoomGather, RoomShow, RoomShown, RoomState } from './room.js';

/** The socket.io namespace of a session. WebSocket transport only. */
export const SESSION_NAMESPACE = '/session';

/** What a socket says of itself at the handshake; who it speaks for comes from its login cookie alone. */
export const SessionHandshake = z.object({
  sessionId: z.uuid(),
  /** One a browser tab, kept over reloads: a returning tab takes its own place again instead of leaving a ghost. */
  tabId: z.uuid(),
});
export type SessionHandshake = z.infer<typeof SessionHandshake>;

/** host: runs the session · participant: may point, draw and speak · observer: may only watch and listen. */
export const PeerRole = z.enum(['host', 'participant', 'observer']);
export type PeerRole = z.infer<typeof PeerRole>;

/** consultation: two or a few at a case · board: a meeting with one presenter · teaching: a host may bring everyone along unasked. */
export const SessionKind = z.enum(['consultation', 'board', 'teaching']);
export type SessionKind = z.infer<typeof SessionKind>;

export const mayTakePart = (role: PeerRole): boolean => role !== 'observer';

/** One tab of one person in a session. */
export interface Peer {
  readonly peerId: string;
  /** Short name of the peer in gesture frames, unique within a live session. */
  readonly number: number;
  readonly personId: string;
  readonly name: string;
  readonly role: PeerRole;
  /** Index into the people colours of the design system. */
  readonly colour: number;
  /** `away`: the connection dropped less than ten seconds ago and may come back. */
  readonly state: 'here' | 'away';
  /** The slide this peer looks at. */
  readonly slideId: string;
  /** Whom this peer follows, if anyone. */
  readonly following: string | null;
  /** False: nobody is to follow this peer, unless it presents. */
  readonly isFollowable: boolean;
  /** The tab is hidden: its person looks elsewhere. */
  readonly isElsewhere: boolean;
  /** Round trip over this peer's line in ms, where it is long enough to matter. */
  readonly delayMs: number | null;
  /** An observer may only if a host allows it. */
  readonly mayPoint: boolean;
}

/** Who presents. `epoch` rises with every change, so a late command against an old state is refused. */
export interface Presenting {
  readonly peerId: string | null;
  readonly epoch: number;
}

/** Everything a peer has to know of the others; always sent whole, so it can never drift. */
export interface SessionRoster {
  readonly peers: readonly Peer[];
  readonly presenting: Presenting;
  /** Who was sent out by a host and may not come back until one lets them. Left out where nobody was. */
  readonly removed?: readonly RemovedPerson[];
}

export interface RemovedPerson {
  readonly personId: string;
  readonly name: string;
}

export interface SessionWelcome extends SessionRoster {
  readonly you: string;
  readonly sessionId: string;
  readonly caseId: string;
  readonly kind: SessionKind;
  readonly room: RoomState;
}

export const PresenterCommand = z.object({ epoch: z.int().nonnegative() });
export type PresenterCommand = z.infer<typeof PresenterCommand>;

export const PresenterGrant = PresenterCommand.extend({ peerId: z.uuid() });
export type PresenterGrant = z.infer<typeof PresenterGrant>;

export const PresenterDecline = z.object({ peerId: z.uuid() });
export type PresenterDecline = z.infer<typeof PresenterDecline>;

export const SlideShow = z.object({ slideId: z.uuid() });
export type SlideShow = z.infer<typeof SlideShow>;

export const FollowSet = z.object({ peerId: z.uuid().nullable() });
export type FollowSet = z.infer<typeof FollowSet>;

export const FollowAllow = z.object({ isAllowed: z.boolean() });
export type FollowAllow = z.infer<typeof FollowAllow>;

export const PeerRemove = z.object({ peerId: z.uuid() });
export type PeerRemove = z.infer<typeof PeerRemove>;

export const PersonReadmit = z.object({ personId: z.uuid() });
export type PersonReadmit = z.infer<typeof PersonReadmit>;

export const PeerPointer = z.object({ peerId: z.uuid(), mayPoint: z.boolean() });
export type PeerPointer = z.infer<typeof PeerPointer>;

/** Commands; each is answered. */
export interface SessionClientEvents {
  /** Asks the presenter for the floor; gets it at once where nobody has it. */
  'presenter:ask': (body: PresenterCommand, answer: (reply: Reply) => void) => void;
  /** The presenter, or a host, hands over. */
  'presenter:grant': (body: PresenterGrant, answer: (reply: Reply) => void) => void;
  'presenter:decline': (body: PresenterDecline, answer: (reply: Reply) => void) => void;
  /** A host takes the floor back. */
  'presenter:take': (body: PresenterCommand, answer: (reply: Reply) => void) => void;
  'presenter:release': (body: PresenterCommand, answer: (reply: Reply) => void) => void;
  /** Tells which slide this peer looks at. */
  'slide:show': (body: SlideShow, answer: (reply: Reply) => void) => void;
  'follow:set': (body: FollowSet, answer: (reply: Reply) => void) => void;
  /** Whether this peer may be followed. */
  'follow:allow': (body: FollowAllow, answer: (reply: Reply) => void) => void;
  /** The presenter tells what the room looks at. */
  'room:show': (body: RoomShow, answer: (reply: Reply) => void) => void;
  /** This screen shows that revision of it. */
  'room:shown': (body: RoomShown, answer: (reply: Reply) => void) => void;
  /** The presenter asks everyone to come along. */
  'room:gather': (body: RoomGather, answer: (reply: Reply) => void) => void;
  'presence:tell': (body: PresenceTell, answer: (reply: Reply) => void) => void;
  /** A host sends a person out, with all their tabs, or lets them come back. */
  'peer:remove': (body: PeerRemove, answer: (reply: Reply) => void) => void;
  'person:readmit': (body: PersonReadmit, answer: (reply: Reply) => void) => void;
  /** A host lets an observer point, or not. */
  'peer:pointer': (body: PeerPointer, answer: (reply: Reply) => void) => void;
}

/** Facts. */
export interface SessionServerEvents {
  'session:welcome': (welcome: SessionWelcome) => void;
  'session:roster': (roster: SessionRoster) => void;
  /** Someone asks you for the floor. */
  'presenter:asked': (body: { peerId: string }) => void;
  /** The presenter said no to you. */
  'presenter:declined': () => void;
  'room:look': (room: RoomState) => void;
  /** To the presenter: followers whose screens do not show the newest revision yet. */
  'room:behind': (body: { revision: number; peerIds: readonly string[] }) => void;
  /** The presenter asks everyone to come along; `isForced`: they are taken along. */
  'room:gathered': (body: { peerId: string; isForced: boolean }) => void;
  /** The slides or members of the case, or their roles, changed: fetch the case again. */
  'case:changed': () => void;
  /** The scenes of the case, or their order, are others: fetch them again, unless this revision is here. */
  'scenes:changed': (body: { revision: number }) => void;
  /** The last words of the server to this socket; it is closed right after. */
  'session:ended': (body: { code: ErrorCode }) => void;
  refused: (body: { event: string; code: ErrorCode }) => void;
}

/** How long a dropped peer keeps its place, colour and presenting. */
export const AWAY_GRACE_MS = 10_000;
