import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CasesModule } from '../cases/index.js';
import { SlidesModule } from '../slides/index.js';
import { Admission } from './admission.service.js';
import { CollabGateway } from './collab.gateway.js';
import { DocumentClient, DocumentSnapshot, DocumentUpdate } from './document.entity.js';
import { DocumentLog } from './document-log.service.js';
import { DocumentTick } from './document-tick.service.js';
import { Documents } from './documents.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DocumentUpdate, DocumentSnapshot, DocumentClient]), CasesModule, SlidesModule],
  providers: [Admission, CollabGateway, DocumentLog, DocumentTick, Documents],
  exports: [Documents],
})
export class DocumentsModule {}
