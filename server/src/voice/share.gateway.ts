import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { mayTakePart, type Reply, type ShareClientEvents, type ShareServerEvents, ShareStart, ShareView, type ShareWatched, type VoiceServerEvents } from '@parfocal/shared/protocol';
import type { DefaultEventsMap, Socket } from 'socket.io';
import type { Member } from '../session/index.js';
import { Wire, WireGateway } from '../wire/index.js';
import { Shares } from './shares.service.js';

type ShareSocket = Socket<ShareClientEvents, ShareServerEvents & VoiceServerEvents, DefaultEventsMap, { member: Member }>;

const done: Reply = { ok: true, value: null };

/** The door of shared pictures. Facts about them go out with those of voice. */
@WireGateway()
export class ShareGateway {
  constructor(private readonly shares: Shares) {}

  @SubscribeMessage('share:start')
  async start(@ConnectedSocket() socket: ShareSocket, @MessageBody(new Wire(ShareStart)) body: ShareStart): Promise<Reply<{ producerId: string }>> {
    const producerId = await this.shares.start(socket.data.member, socket, body);
    // Who became an observer while the worker opened it had no picture yet that could be taken away.
    if (!mayTakePart(socket.data.member.role)) this.shares.stop(socket.data.member);
    return { ok: true, value: { producerId } };
  }

  @SubscribeMessage('share:stop')
  stop(@ConnectedSocket() socket: ShareSocket): Reply {
    this.shares.stop(socket.data.member);
    return done;
  }

  @SubscribeMessage('share:watch')
  async watch(@ConnectedSocket() socket: ShareSocket): Promise<Reply<ShareWatched>> {
    return { ok: true, value: await this.shares.watch(socket.data.member, socket) };
  }

  @SubscribeMessage('share:unwatch')
  unwatch(@ConnectedSocket() socket: ShareSocket): Reply {
    this.shares.unwatch(socket.data.member, socket);
    return done;
  }

  @SubscribeMessage('share:view')
  async view(@ConnectedSocket() socket: ShareSocket, @MessageBody(new Wire(ShareView)) body: ShareView): Promise<Reply> {
    await this.shares.view(socket.data.member, socket, body);
    return done;
  }
}
