import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Editors } from './editors.service.js';
import { Vocabularies } from './vocabularies.service.js';
import { VocabularyController } from './vocabulary.controller.js';
import { VocabularyRecord } from './vocabulary.entity.js';

/** What stands above the documents: the classes of a case. */
@Module({
  imports: [TypeOrmModule.forFeature([VocabularyRecord])],
  controllers: [VocabularyController],
  providers: [Editors, Vocabularies],
})
export class AnnotationsModule {}
