import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { certificate } from '@g4f/testkit/servers';
import { afterAll, beforeAll } from 'vitest';
import { loadEngine } from '../src/wreq/engine.ts';

/** The engine is not built for every platform. */
export const hasEngine = !('reason' in (await loadEngine()));

/** Trusts the test certificate, in the engine and in Node, as long as the tests of this file run. */
export function trustTestCertificate(): void {
  const before = process.env['SSL_CERT_FILE'];
  const trusted = getCACertificates('default');
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'g4f-certificate-'));
    const file = path.join(folder, 'certificate.pem');
    writeFileSync(file, certificate.cert);
    process.env['SSL_CERT_FILE'] = file;
    setDefaultCACertificates([...trusted, certificate.cert]);
  });
  afterAll(() => {
    if (before === undefined) delete process.env['SSL_CERT_FILE'];
    else process.env['SSL_CERT_FILE'] = before;
    setDefaultCACertificates(trusted);
    rmSync(folder, { recursive: true });
  });
}
