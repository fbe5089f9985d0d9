import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const products = [
  { id: 'a1', name: 'Anvil', price: 40 },
  { id: 'bb2', name: 'Bellows', price: 12.5 },
  { id: 'gone', name: 'Gone', price: 1 },
];

/** What the catalog leans on outside AWS: a product service, and an OpenID Connect provider. */
export async function startOutside() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: '1', alg: 'RS256' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', url);
    const found: Readonly<Record<string, unknown>> = {
      '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/keys` },
      '/keys': { keys: [jwk] },
      '/products': products,
      ...Object.fromEntries(products.map((product) => [`/products/${product.id}`, product])),
    };
    const body = found[pathname];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { message: 'Not found' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token: (subject: string, audience: string) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256', kid: '1' })
        .setIssuer(url)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey),
    close: () => server.close(),
  };
}
