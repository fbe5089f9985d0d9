import type { HttpRoute } from './LocalService.ts';
import type { Meter } from './Meter.ts';

/** Serves `GET /_local/meter`: a JSON object with the units that AWS would have billed since the start. See `Meter`. */
export function meterRoute(meter: Meter): HttpRoute {
  return {
    prefix: '/_local/meter',
    handle(request, response) {
      if (request.method !== 'GET') {
        response.writeHead(405, { allow: 'GET' }).end();
        return;
      }
      const units = [...meter.snapshot()].sort(([a], [b]) => (a < b ? -1 : 1));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(Object.fromEntries(units)));
    },
  };
}
