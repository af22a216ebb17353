import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SessionDirectory } from '../cases/index.js';
import { AttendanceRecord } from './attendance.entity.js';
import { Attendance } from './attendance.service.js';
import { CommandsGateway } from './commands.gateway.js';
import { Editors } from './editors.service.js';
import { Handshake } from './handshake.js';
import { LiveSessions } from './live-sessions.js';
import { Membership } from './membership.js';
import { OpenSessions } from './open-sessions.js';
import { PeersGateway } from './peers.gateway.js';
import { RoomBroadcast } from './room-broadcast.js';
import { RoomGateway } from './room.gateway.js';
import { RosterBroadcast } from './roster-broadcast.js';
import { Seating } from './seating.js';
import { SessionController } from './session.controller.js';
import { SessionRecord } from './session.entity.js';
import { SessionGateway } from './session.gateway.js';
import { SessionSockets } from './session-sockets.js';
import { Sessions } from './sessions.service.js';

/** Global, because `cases`, which lies below, asks for its `SessionDirectory`. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SessionRecord, AttendanceRecord])],
  controllers: [SessionController],
  providers: [
    SessionGateway, CommandsGateway, PeersGateway, RoomGateway, Handshake, Sessions, Attendance, LiveSessions, Membership, RosterBroadcast, RoomBroadcast, Seating, SessionSockets, Editors,
    { provide: SessionDirectory, useClass: OpenSessions },
  ],
  exports: [Attendance, SessionDirectory, LiveSessions, RosterBroadcast, Sessions, SessionSockets, Seating, Editors],
})
export class SessionModule {}
