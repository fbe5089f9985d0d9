import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { serverCertificate } from '../../front/certificates.ts';
import { temporaryFolder } from '../../testing/temporaryFolder.ts';

const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;

let directory: string;
beforeEach(() => {
  directory = temporaryFolder('certificates');
});

describe('the server certificate', () => {
  it('names this machine and is signed by the authority in ca.pem', () => {
    const { cert, key, caPath } = serverCertificate(directory, now);
    const leaf = new X509Certificate(cert);
    const authority = new X509Certificate(readFileSync(caPath));
    expect(authority.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(authority)).toBe(true);
    expect(leaf.verify(authority.publicKey)).toBe(true);
    expect(authority.verify(authority.publicKey)).toBe(true);
    expect(leaf.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(leaf.checkHost('localhost')).toBe('localhost');
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.checkIP('::1')).toBe('::1');
    expect(leaf.checkHost('example.com')).toBeUndefined();
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(Date.parse(leaf.validFrom)).toBeLessThan(now);
    expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBeLessThan(825 * day);
  });

  it('keeps its key to its owner', () => {
    serverCertificate(directory, now);
    expect(statSync(join(directory, 'tls', 'server.key')).mode & 0o077).toBe(0);
  });

  it('stays until a month before it ends', () => {
    const first = serverCertificate(directory, now);
    expect(serverCertificate(directory, now + 760 * day)).toEqual(first);
    expect(serverCertificate(directory, now + 771 * day).cert).not.toBe(first.cert);
  });

  it('is made anew where what is there is damaged or does not belong together', () => {
    const first = serverCertificate(directory, now);
    writeFileSync(join(directory, 'tls', 'server.key'), 'damaged');
    const second = serverCertificate(directory, now);
    expect(second.cert).not.toBe(first.cert);
    const other = temporaryFolder('certificates');
    writeFileSync(second.caPath, readFileSync(serverCertificate(other, now).caPath));
    expect(serverCertificate(directory, now).cert).not.toBe(second.cert);
  });
});
