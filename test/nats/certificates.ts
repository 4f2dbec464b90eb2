import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TlsFiles } from '../../src/nats/broker.ts';

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const DAYS = ['-days', '2'];

/** An authority of a test's own, with what it has signed, as PEM files in a folder. */
export interface CertificateAuthority {
  readonly ca: string;
  /** @param names as the certificate has them, e.g. `IP:127.0.0.1` or `DNS:localhost` */
  sign(name: string, names: string): Pick<TlsFiles, 'cert' | 'key'>;
}

export function createCertificateAuthority(folder: string, name: string): CertificateAuthority {
  const openssl = (...parameters: string[]): void => {
    execFileSync('openssl', parameters, { cwd: folder, stdio: 'ignore' });
  };
  const ca = join(folder, `${name}.pem`);
  const ca_key = join(folder, `${name}-key.pem`);
  openssl('req', '-x509', ...KEY, '-keyout', ca_key, '-out', ca, ...DAYS, '-subj', `/CN=${name}`);
  return {
    ca,
    sign(of, names) {
      const cert = join(folder, `${of}.pem`);
      const key = join(folder, `${of}-key.pem`);
      const request = join(folder, `${of}.csr`);
      const extensions = join(folder, `${of}.ext`);
      writeFileSync(extensions, `subjectAltName=${names}\n`);
      openssl('req', ...KEY, '-keyout', key, '-out', request, '-subj', `/CN=${of}`);
      const by = ['-CA', ca, '-CAkey', ca_key, '-CAcreateserial'];
      openssl('x509', '-req', '-in', request, ...by, ...DAYS, '-extfile', extensions, '-out', cert);
      return { cert, key };
    },
  };
}
