import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SceneNews } from './scene-news.js';
import { SceneShelf } from './scene-shelf.js';
import { SceneListRecord, SceneRecord } from './scene.entity.js';
import { ScenesController } from './scenes.controller.js';
import { Scenes } from './scenes.service.js';

@Module({ imports: [TypeOrmModule.forFeature([SceneRecord, SceneListRecord])], controllers: [ScenesController], providers: [Scenes, SceneNews, SceneShelf] })
export class ScenesModule {}
