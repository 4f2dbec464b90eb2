import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Credentials, TlsFiles } from '../nats/broker.ts';
import { plainServerUrl } from '../nats/server-url.ts';
import type { NatsConfig } from './config.ts';
import { ConfigError, type Environment, read, readFile } from './values.ts';

/** A user's seed, as `nk -gen user` writes it. */
const SEED = /^SU[A-Z2-7]{56}$/;
/** What a creds file holds between its lines of hyphens. */
const CREDS_TOKEN = /^-+BEGIN NATS USER JWT-+\n[\w-]+\.[\w-]+\.[\w-]+\n-+END/m;
const CREDS_SEED = /^-+BEGIN USER NKEY SEED-+\nSU[A-Z2-7]{56}\n-+END/m;

/** Where the broker is and how we get in, with the `--nats` of the command line; null where no server is named. */
export function readNats(environment: Environment, option: string | undefined): NatsConfig | null {
  const credentials = readCredentials(environment);
  const tls = readTls(environment);
  const name = option === undefined ? 'BOXOFFICE_NATS_URL' : '--nats';
  const urls = option ?? read(environment, 'BOXOFFICE_NATS_URL');
  if (urls === undefined) return null;
  return { servers: urls.split(',').map((url) => readServer(name, url.trim())), credentials, tls };
}

function readServer(name: string, text: string): string {
  // Not repeated in the message: what is before the @ is a secret.
  if (text.includes('@')) {
    throw new ConfigError(
      `${name} must not hold a user, password or token, because URLs are logged; ` +
        'set BOXOFFICE_NATS_USER and BOXOFFICE_NATS_PASSWORD, or BOXOFFICE_NATS_TOKEN.',
    );
  }
  const url = plainServerUrl(text);
  if (url === null) {
    throw new ConfigError(`${name} must be nats://HOST:PORT or tls://HOST:PORT; it is '${text}'.`);
  }
  return url;
}

function readCredentials(environment: Environment): Credentials {
  const kinds = [
    readPassword(environment),
    readToken(environment),
    readNkey(environment),
    readCreds(environment),
  ].filter((credentials) => credentials !== null);
  if (kinds.length > 1) {
    throw new ConfigError(
      'BOXOFFICE_NATS_USER, BOXOFFICE_NATS_TOKEN, BOXOFFICE_NATS_NKEY and BOXOFFICE_NATS_CREDS exclude one another.',
    );
  }
  return kinds[0] ?? { type: 'none' };
}

function readPassword(environment: Environment): Credentials | null {
  const user = read(environment, 'BOXOFFICE_NATS_USER');
  const password = read(environment, 'BOXOFFICE_NATS_PASSWORD');
  requireBothOrNone('BOXOFFICE_NATS_USER', user, 'BOXOFFICE_NATS_PASSWORD', password);
  return user === undefined || password === undefined ? null : { type: 'password', user, password };
}

function readToken(environment: Environment): Credentials | null {
  const token = read(environment, 'BOXOFFICE_NATS_TOKEN');
  return token === undefined ? null : { type: 'token', token };
}

function readNkey(environment: Environment): Credentials | null {
  const name = 'BOXOFFICE_NATS_NKEY';
  const file = read(environment, name);
  if (file === undefined) return null;
  const seed = readFile(name, file).trim();
  if (!SEED.test(seed))
    throw new ConfigError(`the file that ${name} names does not hold the seed of a user.`);
  return { type: 'nkey', seed };
}

function readCreds(environment: Environment): Credentials | null {
  const name = 'BOXOFFICE_NATS_CREDS';
  const file = read(environment, name);
  if (file === undefined) return null;
  const text = readFile(name, file);
  if (!CREDS_TOKEN.test(text) || !CREDS_SEED.test(text)) {
    throw new ConfigError(`the file that ${name} names is not a creds file, with a user's token and seed.`);
  }
  return { type: 'creds', readText: () => readFileSync(file, 'utf8') };
}

function readTls(environment: Environment): TlsFiles | null {
  const ca = read(environment, 'BOXOFFICE_NATS_TLS_CA');
  const cert = read(environment, 'BOXOFFICE_NATS_TLS_CERT');
  const key = read(environment, 'BOXOFFICE_NATS_TLS_KEY');
  requireBothOrNone('BOXOFFICE_NATS_TLS_CERT', cert, 'BOXOFFICE_NATS_TLS_KEY', key);
  if (ca !== undefined) requireCertificate('BOXOFFICE_NATS_TLS_CA', ca);
  if (cert !== undefined && key !== undefined) {
    requireCertificate('BOXOFFICE_NATS_TLS_CERT', cert);
    requireKey(cert, key);
  }
  if (ca === undefined && cert === undefined) return null;
  return { ca: ca ?? null, cert: cert ?? null, key: key ?? null };
}

function requireCertificate(name: string, file: string): void {
  const pem = readFile(name, file);
  try {
    new X509Certificate(pem);
  } catch {
    throw new ConfigError(`the file that ${name} names does not hold a certificate (PEM).`);
  }
}

function requireKey(cert: string, key: string): void {
  const pem = readFile('BOXOFFICE_NATS_TLS_KEY', key);
  try {
    createSecureContext({ cert: readFile('BOXOFFICE_NATS_TLS_CERT', cert), key: pem });
  } catch {
    throw new ConfigError(
      'the file that BOXOFFICE_NATS_TLS_KEY names does not hold the key (PEM, without a passphrase) ' +
        'of the certificate that BOXOFFICE_NATS_TLS_CERT names.',
    );
  }
}

function requireBothOrNone(
  one_name: string,
  one: string | undefined,
  other_name: string,
  other: string | undefined,
): void {
  if ((one === undefined) === (other === undefined)) return;
  throw new ConfigError(`${one_name} and ${other_name} go together; only one of them is set.`);
}
