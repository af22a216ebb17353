import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChatGateway } from './chat.gateway.js';
import { ChatMessageRecord } from './chat-message.entity.js';
import { ChatMutes } from './chat-mutes.js';
import { ChatMutesGateway } from './chat-mutes.gateway.js';
import { PastSessionsController } from './past-sessions.controller.js';
import { PastSessions } from './past-sessions.service.js';
import { Chats } from './chats.service.js';

@Module({ imports: [TypeOrmModule.forFeature([ChatMessageRecord])], controllers: [PastSessionsController], providers: [Chats, ChatMutes, ChatGateway, ChatMutesGateway, PastSessions] })
export class ChatModule {}
