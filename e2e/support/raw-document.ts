import { CASE_LAYER, COLLAB_PATH, type DocumentLayer, documentPath } from '@parfocal/shared/protocol';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { House, Person, Room } from './house';

export interface RawDocument {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  close(): void;
}

/** The stock y-websocket client with a person's cookie: what anyone with a script could open. Resolves once synced. */
export async function openDocument(house: House, room: Room, person: Person, layer: DocumentLayer = CASE_LAYER): Promise<RawDocument> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(
    `${house.server.url.replace('http', 'ws')}${COLLAB_PATH}`,
    documentPath({ caseId: room.caseId, slideId: room.slide.id, layer }),
    doc,
    { disableBc: true, WebSocketPolyfill: socketOf(person.cookie, house.server.url) },
  );
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  return {
    doc,
    provider,
    close: () => {
      provider.destroy();
      doc.destroy();
    },
  };
}

/** A WebSocket class that carries a cookie and an Origin, as a browser's does by itself. */
export function socketOf(cookie: string, origin: string): typeof globalThis.WebSocket {
  class PersonSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie }, origin });
    }
  }
  return PersonSocket as unknown as typeof globalThis.WebSocket;
}
