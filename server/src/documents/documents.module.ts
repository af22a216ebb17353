import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CasesModule } from '../cases/index.js';
import { SlidesModule } from '../slides/index.js';
import { Admission } from './admission.service.js';
import { CollabGateway } from './collab.gateway.js';
import { DocumentClient, DocumentSnapshot, DocumentSnapshotPart, DocumentUpdate } from './document.entity.js';
import { DocumentLog } from './document-log.service.js';
import { DocumentTick } from './document-tick.service.js';
import { Documents } from './documents.service.js';
import { DrawnLayers } from './layers/drawn-layers.service.js';
import { HiddenLayers } from './layers/hidden-layers.service.js';
import { Layers } from './layers/layers.service.js';
import { DocumentReveal } from './layers/reveal.entity.js';
import { HistoryRecord, HistoryStart } from './history/history.entity.js';
import { HistoryLog } from './history/history-log.service.js';
import { Snapshots } from './snapshots/snapshots.service.js';
import { Timelines } from './history/timeline.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DocumentReveal, DocumentUpdate, DocumentSnapshot, DocumentSnapshotPart, DocumentClient, HistoryRecord, HistoryStart]), CasesModule, SlidesModule],
  providers: [Admission, CollabGateway, DrawnLayers, HiddenLayers, Layers, DocumentLog, DocumentTick, Documents, HistoryLog, Snapshots, Timelines],
  exports: [DrawnLayers, HiddenLayers, Layers, Admission, Documents, Timelines],
})
export class DocumentsModule {}
