import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { Database } from './database.js';
import { Open } from './open.decorator.js';

/** For load balancers and container engines: no login, nothing but whether the server can do its work. */
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get()
  @Open()
  async health(): Promise<{ status: 'ok'; database: 'up' }> {
    if (!(await this.database.isUp())) throw new ServiceUnavailableException({ status: 'failing', database: 'down' });
    return { status: 'ok', database: 'up' };
  }
}
