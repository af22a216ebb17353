import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChatGateway } from './chat.gateway.js';
import { ChatMessageRecord } from './chat-message.entity.js';
import { Chats } from './chats.service.js';

@Module({ imports: [TypeOrmModule.forFeature([ChatMessageRecord])], providers: [Chats, ChatGateway] })
export class ChatModule {}
