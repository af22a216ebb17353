import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '../documents/index.js';
import { HistoryController } from './history.controller.js';
import { LayersController } from './layers.controller.js';
import { LayerNews } from './layer-news.service.js';
import { MentionRecord } from './mention.entity.js';
import { MentionsController } from './mentions.controller.js';
import { MentionsGateway } from './mentions.gateway.js';
import { Mentions } from './mentions.service.js';
import { Vocabularies } from './vocabularies.service.js';
import { VocabularyController } from './vocabulary.controller.js';
import { VocabularyRecord } from './vocabulary.entity.js';

/** What stands above the documents: the classes of a case, what became of what was drawn, and which layers of a slide are revealed. */
@Module({
  imports: [DocumentsModule, TypeOrmModule.forFeature([VocabularyRecord, MentionRecord])],
  controllers: [HistoryController, VocabularyController, LayersController, MentionsController],
  providers: [MentionsGateway, Vocabularies, Mentions, LayerNews],
})
export class AnnotationsModule {}
