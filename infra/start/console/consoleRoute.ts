import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { HttpRoute } from 'local-cloud';
import { bundlePage } from './bundlePage.ts';
import type { ConsoleState } from './ConsoleState.ts';
import type { Health } from './Health.ts';

const prefix = '/_local/console';

/**
 * Serves `GET /_local/console`: a page with simulated phones, messages, deliveries, the outbox and the addresses.
 * Its script is bundled at the first request. It shows no keys: those are in files that only their owner reads.
 */
export function consoleRoute(state: ConsoleState, readHealth: () => Promise<Health>): HttpRoute {
  let script: Promise<string> | undefined;
  const file = (name: string) => readFileSync(join(import.meta.dirname, 'page', name), 'utf8');
  return {
    prefix,
    async handle(request, response, url) {
      if (request.method !== 'GET') {
        response.writeHead(405, { allow: 'GET' }).end();
        return;
      }
      switch (url.pathname.slice(prefix.length)) {
        case '':
        case '/':
          // Begun now, so that it is ready when the page asks.
          script ??= bundlePage();
          script.catch(() => {});
          return answer(response, 'text/html', page(state), {
            'content-security-policy': contentSecurityPolicy(request.headers.host),
            'cache-control': 'no-store',
          });
        case '/main.js':
          script ??= bundlePage();
          return answer(response, 'text/javascript', await script);
        case '/health':
          return answer(response, 'application/json', JSON.stringify(await readHealth()), {
            'cache-control': 'no-store',
          });
        case '/style.css':
          return answer(response, 'text/css', file('style.css'));
        case '/icon.svg':
          return answer(response, 'image/svg+xml', file('icon.svg'));
        default:
          response.writeHead(404, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ message: `Nothing is served at ${url.pathname}.` }));
      }
    },
  };
}

/** Some browsers do not apply 'self' to WebSockets of the same origin: https://github.com/w3c/webappsec-csp/issues/7 */
function contentSecurityPolicy(host: string | undefined): string {
  const sockets = /^[\w.:[\]-]+$/.test(host ?? '') ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self'${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function answer(response: ServerResponse, type: string, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

function page(state: ConsoleState): string {
  const title = state.stacks.length === 0 ? 'Local cloud' : `${state.stacks.join(', ')} · local`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${prefix}/icon.svg">
<link rel="stylesheet" href="${prefix}/style.css">
<script type="application/json" id="state">${JSON.stringify(state).replaceAll('<', '\\u003c')}</script>
<script type="module" src="${prefix}/main.js"></script>
</head>
<body><noscript>This page needs JavaScript.</noscript></body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
