import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from '../shared/der.ts';

export interface ServerCertificate {
  /** PEM of the leaf, followed by the authority's. */
  readonly cert: string;
  readonly key: string;
  /** The authority's certificate, for NODE_EXTRA_CA_CERTS and browsers. */
  readonly caPath: string;
}

const DAY = 86_400_000;
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';

/**
 * Returns the certificate for `localhost`, 127.0.0.1 and ::1, signed by an authority of this DIR, `DIR/ca.pem`.
 * The authority's key is discarded after it signed, so that trust in `ca.pem` covers this one server.
 *
 * @param now milliseconds since the epoch. Both certificates are renewed a month before they end.
 */
export function serverCertificate(directory: string, now: number): ServerCertificate {
  const caPath = join(directory, 'ca.pem');
  const folder = join(directory, 'tls');
  const certPath = join(folder, 'server.pem');
  const keyPath = join(folder, 'server.key');
  const existing = readExisting(caPath, certPath, keyPath, now);
  if (existing !== undefined) return { ...existing, caPath };

  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authorityName = `Local cloud ${randomBytes(4).toString('hex')}`;
  // Apple's platforms refuse server certificates that last longer than 825 days.
  const validity = { from: new Date(now - DAY), to: new Date(now + 800 * DAY) };
  const ca = certificate({
    subject: authorityName,
    issuer: authorityName,
    publicKey: authority.publicKey,
    signingKey: authority.privateKey,
    ...validity,
    extensions: [
      extension('2.5.29.19', sequence(boolean(true), integer(Buffer.from([0]))), true),
      // keyCertSign and cRLSign
      extension('2.5.29.15', bitString(Buffer.from([0b0000_0110]), 1), true),
      extension('2.5.29.14', octetString(keyIdentifier(authority.publicKey))),
    ],
  });
  const leaf = certificate({
    subject: 'localhost',
    issuer: authorityName,
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    ...validity,
    extensions: [
      extension('2.5.29.19', sequence(), true),
      // digitalSignature
      extension('2.5.29.15', bitString(Buffer.from([0b1000_0000]), 7), true),
      // serverAuth
      extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.14', octetString(keyIdentifier(server.publicKey))),
      extension('2.5.29.35', sequence(implicit(0, keyIdentifier(authority.publicKey)))),
      extension(
        '2.5.29.17',
        sequence(
          implicit(2, Buffer.from('localhost')),
          implicit(7, Buffer.from([127, 0, 0, 1])),
          implicit(7, Buffer.from([...Array.from({ length: 15 }, () => 0), 1])),
        ),
      ),
    ],
  });

  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const cert = leaf + ca;
  mkdirSync(folder, { recursive: true });
  writeFileSync(keyPath, key, { mode: 0o600 });
  writeFileSync(certPath, cert);
  writeFileSync(caPath, ca);
  return { cert, key, caPath };
}

/** Returns the certificates of an earlier start if they are whole, belong together and last another month. */
function readExisting(
  caPath: string,
  certPath: string,
  keyPath: string,
  now: number,
): { readonly cert: string; readonly key: string } | undefined {
  try {
    const cert = readFileSync(certPath, 'utf8');
    const key = readFileSync(keyPath, 'utf8');
    const leaf = new X509Certificate(cert);
    const authority = new X509Certificate(readFileSync(caPath));
    const usable =
      leaf.verify(authority.publicKey) &&
      leaf.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(leaf.validTo) > now + 30 * DAY;
    return usable ? { cert, key } : undefined;
  } catch {
    return undefined;
  }
}

interface CertificateFields {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly from: Date;
  readonly to: Date;
  readonly extensions: readonly Buffer[];
}

/** Returns a certificate in PEM: RFC 5280 4.1, signed with ECDSA by RFC 5758 3.2. */
function certificate(fields: CertificateFields): string {
  const algorithm = sequence(objectIdentifier(ecdsaWithSha256));
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    commonName(fields.issuer),
    sequence(time(fields.from), time(fields.to)),
    commonName(fields.subject),
    fields.publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...fields.extensions)),
  );
  const signature = sign('sha256', toBeSigned, fields.signingKey);
  const lines =
    sequence(toBeSigned, algorithm, bitString(signature))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function commonName(name: string): Buffer {
  return sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(name))));
}

function extension(identifier: string, value: Buffer, critical = false): Buffer {
  return sequence(objectIdentifier(identifier), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** Returns SHA-1 of the key's bits: RFC 5280 4.2.1.2, method 1. A P-256 point is the last 65 bytes of its SPKI. */
function keyIdentifier(publicKey: KeyObject): Buffer {
  const point = publicKey.export({ type: 'spki', format: 'der' }).subarray(-65);
  return createHash('sha1').update(point).digest();
}
