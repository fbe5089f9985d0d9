import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { setMember } from '../../shared/setMember.ts';

/** Returns headers as `ctx.request.headers` has them: names in lower case, no cookies. */
export function contextHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const context: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'cookie') continue;
    setMember(context, name, typeof value === 'string' ? value : value.join(', '));
  }
  return context;
}

/** Returns `identity.sourceIp`: the forwarded addresses, then that of the connection. */
export function sourceAddresses(request: IncomingMessage): readonly string[] {
  const forwarded = request.headers['x-forwarded-for'];
  const own = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const before = typeof forwarded === 'string' ? forwarded.split(',').map((address) => address.trim()) : [];
  return [...before, own];
}
