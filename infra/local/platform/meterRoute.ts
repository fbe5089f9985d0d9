import type { HttpRoute } from './LocalService.ts';
import type { Meter } from './Meter.ts';

/** `GET /_local/meter`: what AWS would have billed since the start, a JSON object of unit → amount. See `Meter` for the units. */
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
