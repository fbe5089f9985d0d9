import type { HttpRoute } from '../platform/LocalService.ts';
import type { Pool } from './model.ts';
import { issuerOf, type Tokens } from './Tokens.ts';

/**
 * Serves `/<poolId>/.well-known/jwks.json` and `/<poolId>/.well-known/openid-configuration` to verifiers of a pool's
 * tokens.
 */
export function discoveryRoute(pool: Pool, tokens: Tokens, baseUrl: () => string): HttpRoute {
  const prefix = `/${pool.id}/.well-known`;
  return {
    prefix,
    handle(request, response, url) {
      const documents: Readonly<Record<string, () => object | undefined>> = {
        '/jwks.json': () => tokens.jwks(pool.id),
        '/openid-configuration': () => ({
          id_token_signing_alg_values_supported: ['RS256'],
          issuer: issuerOf(pool),
          // The issuer is Amazon's, as in the tokens. The keys are here.
          jwks_uri: `${baseUrl()}${prefix}/jwks.json`,
          response_types_supported: ['code', 'token'],
          scopes_supported: ['openid', 'email', 'phone', 'profile'],
          subject_types_supported: ['public'],
        }),
      };
      const path = url.pathname.slice(prefix.length);
      const document = Object.hasOwn(documents, path) ? documents[path]?.() : undefined;
      const allowed = request.method === 'GET' || request.method === 'HEAD';
      const status = document === undefined ? 404 : allowed ? 200 : 405;
      response.writeHead(status, {
        'content-type': 'application/json',
        'access-control-allow-origin': '*',
        ...(status === 200 ? { 'cache-control': 'public, max-age=86400, no-transform' } : {}),
      });
      response.end(status === 200 ? JSON.stringify(document) : JSON.stringify({ message: 'Not Found' }));
    },
  };
}
