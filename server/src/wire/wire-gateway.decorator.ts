import { applyDecorators, UseFilters, UseGuards } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { SESSION_NAMESPACE } from '@parfocal/shared/protocol';
import { SocketRateGuard } from './socket-rate.guard.js';
import { WireErrorFilter } from './wire-error.filter.js';

/**
 * Nest applies no global filter, guard or pipe to gateways, so every gateway wears this instead; a test proves that
 * all do. Who a socket speaks for is settled before any message, by the session's handshake.
 */
export const WireGateway = (): ClassDecorator =>
  applyDecorators(WebSocketGateway({ namespace: SESSION_NAMESPACE }), UseFilters(WireErrorFilter), UseGuards(SocketRateGuard));
