import { ConnectedSocket, MessageBody, type OnGatewayDisconnect, type OnGatewayInit, SubscribeMessage, WebSocketServer } from '@nestjs/websockets';
import {
  type Reply, type ShareServerEvents, type VoiceClientEvents, VoiceConsumerReady, VoiceIceRestart, type VoiceJoined, VoiceListen, VoiceMute, VoiceMutePeer, VoiceProduce, type VoiceRelays, VoiceResume, type VoiceResumed, type VoiceServerEvents, type VoiceTransport,
  VoiceTransportConnect, VoiceTransportOpen,
} from '@parfocal/shared/protocol';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import { LiveSessions, type Member, sessionRoom, SessionSockets } from '../session/index.js';
import { Wire, WireGateway } from '../wire/index.js';
import { VoiceRooms } from './voice-rooms.service.js';
import { Voice } from './voice.service.js';
import { VoiceWorker } from './voice-worker.js';

interface SocketData {
  member: Member;
}
type ServerEvents = VoiceServerEvents & ShareServerEvents;
type VoiceSocket = Socket<VoiceClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
type VoiceServer = Namespace<VoiceClientEvents, ServerEvents, DefaultEventsMap, SocketData>;

const done: Reply = { ok: true, value: null };

/** The door of the voice lane. What a socket may do follows from its member, never from its words. */
@WireGateway()
export class VoiceGateway implements OnGatewayInit, OnGatewayDisconnect {
  @WebSocketServer() private readonly server: VoiceServer;

  constructor(
    private readonly voice: Voice,
    private readonly rooms: VoiceRooms,
    private readonly worker: VoiceWorker,
    private readonly sessions: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  afterInit(): void {
    this.sockets.arrivals.subscribe(({ id, data }) => this.welcome(id, data.member));
    this.sessions.changes.subscribe((change) => {
      if (change.kind === 'ended') this.rooms.end(change.sessionId);
      else if (change.kind === 'left') this.rooms.end(change.sessionId, change.seat.peerId);
      this.follow(change.sessionId);
    });
    this.worker.state.subscribe((state) => this.server.emit('voice:state', state));
    this.rooms.news.subscribe((news) => {
      const session = this.server.to(sessionRoom(news.sessionId));
      if ('roster' in news) session.emit('voice:roster', news.roster);
      else if ('speaking' in news) session.emit('voice:speaking', news.speaking);
      else session.emit('share:state', news.share);
    });
  }

  /** A connection that broke may come back. One that ended for good took its seat along, which ends the call at once. */
  handleDisconnect(socket: VoiceSocket): void {
    const { member } = socket.data as Partial<SocketData>; // a socket that found no seat has none
    if (member) this.rooms.drop(member, socket);
  }

  @SubscribeMessage('voice:join')
  async join(@ConnectedSocket() socket: VoiceSocket): Promise<Reply<VoiceJoined>> {
    const { member } = socket.data;
    const value = await this.voice.join(member, socket);
    this.follow(member.sessionId);
    return { ok: true, value };
  }

  @SubscribeMessage('voice:resume')
  async resume(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceResume)) body: VoiceResume): Promise<Reply<VoiceResumed>> {
    return { ok: true, value: await this.voice.resume(socket.data.member, socket, body) };
  }

  @SubscribeMessage('voice:leave')
  leave(@ConnectedSocket() socket: VoiceSocket): Reply {
    this.rooms.leave(socket.data.member, socket);
    return done;
  }

  @SubscribeMessage('voice:relays')
  relays(@ConnectedSocket() socket: VoiceSocket): Reply<VoiceRelays | null> {
    return { ok: true, value: this.voice.relays(socket.data.member, socket) };
  }

  @SubscribeMessage('voice:transport')
  async openTransport(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceTransportOpen)) body: VoiceTransportOpen): Promise<Reply<VoiceTransport>> {
    return { ok: true, value: await this.voice.openTransport(socket.data.member, socket, body) };
  }

  @SubscribeMessage('voice:connect')
  async connect(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceTransportConnect)) body: VoiceTransportConnect): Promise<Reply> {
    await this.voice.connect(socket.data.member, socket, body);
    return done;
  }

  @SubscribeMessage('voice:restart-ice')
  async restartIce(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceIceRestart)) body: VoiceIceRestart): Promise<Reply<{ iceParameters: object }>> {
    return { ok: true, value: { iceParameters: await this.voice.restartIce(socket.data.member, socket, body.transportId) } };
  }

  @SubscribeMessage('voice:produce')
  async produce(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceProduce)) body: VoiceProduce): Promise<Reply<{ producerId: string }>> {
    const producerId = await this.voice.produce(socket.data.member, socket, body);
    // Who became an observer while the worker opened it had no microphone yet that could be taken away.
    this.follow(socket.data.member.sessionId);
    return { ok: true, value: { producerId } };
  }

  @SubscribeMessage('voice:listen')
  async listen(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceListen)) body: VoiceListen): Promise<Reply> {
    await this.voice.listen(socket.data.member, socket, body);
    return done;
  }

  @SubscribeMessage('voice:consumer-ready')
  ready(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceConsumerReady)) body: VoiceConsumerReady): Reply {
    this.voice.ready(socket.data.member, socket, body.consumerId);
    return done;
  }

  @SubscribeMessage('voice:mute')
  async mute(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceMute)) body: VoiceMute): Promise<Reply> {
    await this.voice.mute(socket.data.member, socket, body.muted);
    return done;
  }

  @SubscribeMessage('voice:mute-peer')
  async mutePeer(@ConnectedSocket() socket: VoiceSocket, @MessageBody(new Wire(VoiceMutePeer)) body: VoiceMutePeer): Promise<Reply> {
    await this.voice.mutePeer(socket.data.member, socket, body);
    return done;
  }

  @SubscribeMessage('voice:mute-others')
  async muteOthers(@ConnectedSocket() socket: VoiceSocket): Promise<Reply> {
    await this.voice.muteOthers(socket.data.member, socket);
    return done;
  }

  /** Tells a newcomer, in the voice room or not, how voice stands. */
  private welcome(socketId: string, { sessionId }: Member): void {
    const room = this.rooms.of(sessionId);
    const newcomer = this.server.to(socketId);
    newcomer.emit('voice:state', this.worker.state.value);
    newcomer.emit('voice:roster', room?.roster ?? []);
    newcomer.emit('voice:speaking', room?.speaking ?? []);
    newcomer.emit('share:state', room?.share.current ?? null);
  }

  private follow(sessionId: string): void {
    const session = this.sessions.get(sessionId);
    if (session) this.rooms.follow(sessionId, session.roster);
  }
}
