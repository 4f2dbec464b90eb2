import { createHash, randomBytes } from 'node:crypto';
import { nkeys } from '@nats-io/transport-node';

type KeyPair = ReturnType<typeof nkeys.createUser>;

export const seedOf = (pair: KeyPair): string => new TextDecoder().decode(pair.getSeed());

const base64 = (text: string): string => Buffer.from(text).toString('base64url');

/** A token as NATS understands it: claims about a key, signed by the one above it. */
function token(
  subject: KeyPair,
  issuer: KeyPair,
  type: 'operator' | 'account' | 'user',
  claims: object,
): string {
  const body = {
    jti: createHash('sha256').update(randomBytes(16)).digest('hex').toUpperCase(),
    iat: Math.floor(Date.now() / 1_000),
    iss: issuer.getPublicKey(),
    sub: subject.getPublicKey(),
    name: `a test's ${type}`,
    ...claims,
  };
  const head = base64(JSON.stringify({ typ: 'JWT', alg: 'ed25519-nkey' }));
  const signed = `${head}.${base64(JSON.stringify(body))}`;
  const signature = Buffer.from(issuer.sign(new TextEncoder().encode(signed))).toString('base64url');
  return `${signed}.${signature}`;
}

const UNLIMITED = -1;

/** An operator with one account, whom a server believes, and the creds files of that account's users. */
export interface Authority {
  readonly server_configuration: string;
  /** `expires_at` in Unix seconds. */
  creds(expires_at?: number): string;
}

export function createAuthority(): Authority {
  const operator = nkeys.createOperator();
  const account = nkeys.createAccount();
  const operator_token = token(operator, operator, 'operator', { nats: { type: 'operator', version: 2 } });
  const account_limits = {
    subs: UNLIMITED,
    data: UNLIMITED,
    payload: UNLIMITED,
    imports: UNLIMITED,
    exports: UNLIMITED,
    wildcards: true,
    conn: UNLIMITED,
    leaf: UNLIMITED,
  };
  const account_token = token(account, operator, 'account', {
    nats: { type: 'account', version: 2, limits: account_limits },
  });
  return {
    server_configuration: `
      operator: "${operator_token}"
      resolver: MEMORY
      resolver_preload: { ${account.getPublicKey()}: "${account_token}" }
    `,
    creds(expires_at) {
      const user = nkeys.createUser();
      const user_token = token(user, account, 'user', {
        ...(expires_at === undefined ? {} : { exp: expires_at }),
        nats: { type: 'user', version: 2, subs: UNLIMITED, data: UNLIMITED, payload: UNLIMITED },
      });
      return [
        '-----BEGIN NATS USER JWT-----',
        user_token,
        '------END NATS USER JWT------',
        '',
        '-----BEGIN USER NKEY SEED-----',
        seedOf(user),
        '------END USER NKEY SEED------',
        '',
      ].join('\n');
    },
  };
}
