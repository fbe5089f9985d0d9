import type { HttpRoute } from '../platform/LocalService.ts';
import type { Outputs } from './Outputs.ts';

/**
 * `GET /_local/console`: a page with the endpoints, the stacks' outputs, and what left the system, live.
 * It shows no credentials: those are in the files, for their owner.
 */
export function consoleRoute(outputs: Outputs): HttpRoute {
  return {
    prefix: '/_local/console',
    handle(request, response) {
      if (request.method !== 'GET') {
        response.writeHead(405, { allow: 'GET' }).end();
      } else {
        response.writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy':
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
        });
        response.end(page(outputs));
      }
    },
  };
}

function page(outputs: Outputs): string {
  const endpoints: Readonly<Record<string, string | undefined>> = {
    GraphQL: outputs.graphqlEndpoint,
    'GraphQL over TLS': outputs.graphqlEndpointTls,
    'Real time': outputs.realtimeEndpoint,
    'AWS endpoint': outputs.awsEndpoint,
    Region: outputs.region,
    'User pool': outputs.userPoolId,
    'App client': outputs.userPoolClientId,
    'Certificate authority': outputs.caCertificate,
  };
  const stacks = Object.entries(outputs.stackOutputs).map(
    ([name, values]) => `<h2>Outputs of ${escapeHtml(name)}</h2>${table(values)}`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Local cloud</title><style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color-scheme: light dark }
  table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0 }
  td, pre { font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; white-space: pre-wrap }
</style></head><body>
<h1>Local cloud</h1>${table(endpoints)}
<h2>Users</h2>${table(Object.fromEntries(outputs.users.map(({ username, groups }) => [username, groups.join(', ')])))}
${stacks.join('\n')}
<h2>What left the system</h2>
<table><thead><tr><th>Time</th><th>Kind</th><th>To</th><th>Outcome</th><th>Body</th></tr></thead><tbody id="outbox"></tbody></table>
<script>
  const body = document.getElementById('outbox');
  async function show() {
    const entries = await (await fetch('/_local/outbox?limit=100')).json();
    body.replaceChildren(...entries.map((entry) => {
      const row = document.createElement('tr');
      for (const value of [entry.time, entry.kind, entry.destination, entry.outcome ?? '', JSON.stringify(entry.body)]) {
        row.insertCell().textContent = value;
      }
      return row;
    }));
  }
  show();
  setInterval(show, 2000);
</script></body></html>
`;
}

function table(values: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(String(value))}</td></tr>`);
  return `<table>${rows.join('')}</table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
