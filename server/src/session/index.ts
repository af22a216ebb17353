export { type SessionChange, LiveSessions } from './live-sessions.js';
export { type Member, type MemberSocket, sessionRoom, type SessionServer } from './member.js';
export { RosterBroadcast } from './roster-broadcast.js';
export { Seating } from './seating.js';
export { mayPoint } from './seat.js';
export { SessionModule } from './session.module.js';
export { SessionSockets } from './session-sockets.js';
export { Sessions } from './sessions.service.js';
export { Ticker } from './ticker.js';
