import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const OPEN = 'parfocal:open';

/** Marks a route that needs no login. Every other route needs one. */
export const Open = (): CustomDecorator => SetMetadata(OPEN, true);
