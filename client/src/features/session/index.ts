export { type FollowChoice, leaderOf } from './leader';
export { type Session, type SessionPhase, useSession } from './useSession';
export { type SessionSlides, useSessionSlides } from './useSessionSlides';
