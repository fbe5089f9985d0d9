import type { IncomingMessage, ServerResponse } from 'node:http';

const exposedHeaders = [
  'date',
  'etag',
  'location',
  'x-amz-crc32',
  'x-amz-function-error',
  'x-amz-log-result',
  'x-amzn-errortype',
  'x-amzn-query-error',
  'x-amzn-requestid',
].join(', ');

/**
 * Lets a page of any origin read the answer, as AppSync and Cognito do. The APIs authenticate by header, not by cookie.
 * Answers a preflight and then returns `true`. https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function handleCors(request: IncomingMessage, response: ServerResponse): boolean {
  const { headers, method } = request;
  if (headers.origin === undefined) return false;
  response.setHeader('access-control-allow-origin', '*');
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) {
    response.setHeader('access-control-expose-headers', exposedHeaders);
    return false;
  }
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
  const requested = headers['access-control-request-headers'];
  if (requested !== undefined) response.setHeader('access-control-allow-headers', requested);
  if (headers['access-control-request-private-network'] === 'true') {
    response.setHeader('access-control-allow-private-network', 'true');
  }
  response.setHeader('access-control-max-age', '7200');
  response.setHeader('vary', 'Access-Control-Request-Headers');
  response.writeHead(204).end();
  return true;
}
