import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Serves an OpenID provider's discovery and keys, and signs tokens with them. */
export async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }];
  const server = createServer((request, response) => {
    const body = request.url?.endsWith('openid-configuration') ? { jwks_uri: `${issuer()}/keys` } : { keys };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = () => {
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  };
  return {
    issuer: issuer(),
    keys,
    /** A token valid from `now` (milliseconds) for an hour, unless the claims say otherwise. */
    sign(claims: Record<string, unknown>, now: number, key: CryptoKey = privateKey): Promise<string> {
      const seconds = Math.floor(now / 1000);
      return new SignJWT({ iss: issuer(), sub: 'user', iat: seconds, exp: seconds + 3600, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .sign(key);
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
