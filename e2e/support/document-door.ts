import { COLLAB_PATH, type DocumentLayer, documentPath } from '@parfocal/shared/protocol';
import { WebSocket } from 'ws';
import type { House, Person, Room } from './house';

/** The HTTP status with which a person with a script is turned away from a layer of the room's slide; 101 if they are let in. */
export function doorStatus(house: House, room: Room, layer: DocumentLayer, { cookie }: Pick<Person, 'cookie'>): Promise<number> {
  const address = `${house.server.url.replace('http', 'ws')}${COLLAB_PATH}/${documentPath({ caseId: room.caseId, slideId: room.slide.id, layer })}`;
  const socket = new WebSocket(address, { headers: { cookie }, origin: house.server.url });
  return new Promise((answer, fail) => {
    socket.on('open', () => (socket.terminate(), answer(101)));
    socket.on('unexpected-response', (request, response) => (request.destroy(), answer(response.statusCode ?? 0)));
    socket.on('error', fail);
  });
}
