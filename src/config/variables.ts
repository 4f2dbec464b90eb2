import { LIMIT_VARIABLES, type Limits } from '../../actors/limits.ts';
import { formatPartitions } from '../partitions.ts';
import { DEFAULT_CONFIG, DEFAULT_PORT, LOG_LEVELS } from './config.ts';

/** One variable of the environment, as `--help` lists it. */
export interface Variable {
  readonly name: string;
  /** What holds where it is not set; null where nothing does. */
  readonly fallback: string | number | null;
  readonly help: string;
}

const natsVariable = (name: string, help: string): Variable => ({
  name: `BOXOFFICE_NATS_${name}`,
  fallback: null,
  help,
});

const limitVariable = (limit: keyof Limits, help: string): Variable => ({
  name: LIMIT_VARIABLES[limit],
  fallback: DEFAULT_CONFIG.limits[limit] / 1_000,
  help,
});

const paymentsVariable = (name: string, help: string, fallback: Variable['fallback'] = null): Variable => ({
  name: `BOXOFFICE_PAYMENTS${name}`,
  fallback,
  help,
});

const sandboxVariable = (name: string, help: string, fallback: Variable['fallback'] = null): Variable => ({
  name: `BOXOFFICE_SANDBOX_${name}`,
  fallback,
  help,
});

/** Every variable that boxoffice knows. */
export const VARIABLES: readonly Variable[] = [
  {
    name: 'BOXOFFICE_DATA',
    fallback: DEFAULT_CONFIG.data_folder,
    help: 'folder of the event log and the catalogue',
  },
  { name: 'BOXOFFICE_HOST', fallback: DEFAULT_CONFIG.host, help: 'address to listen on' },
  {
    name: 'BOXOFFICE_PORT',
    fallback: DEFAULT_PORT,
    help: 'port to listen on; 0 takes any free one; an engine listens only where it is set',
  },
  {
    name: 'BOXOFFICE_ADMIN_TOKEN',
    fallback: DEFAULT_CONFIG.admin_token,
    help: "the operator's bearer token; while it is not set, nobody is operator",
  },
  {
    name: 'BOXOFFICE_ANONYMOUS_RPS',
    fallback: DEFAULT_CONFIG.anonymous_rps,
    help: 'requests a second for each address without an API key; 0 for no limit',
  },
  {
    name: 'BOXOFFICE_TRUST_PROXY',
    fallback: DEFAULT_CONFIG.trust_proxy ? 'yes' : 'no',
    help: "yes where a proxy of yours sets X-Forwarded-For to the caller's address",
  },
  { name: 'BOXOFFICE_LOG_LEVEL', fallback: DEFAULT_CONFIG.log_level, help: LOG_LEVELS.join(', ') },
  limitVariable('reservation_ms', 'seconds to pay for a reservation'),
  limitVariable('reservation_buffer_ms', 'seconds that a reservation is held longer than its client is told'),
  limitVariable('waiting_ms', 'seconds that somebody waits in a queue at most'),
  limitVariable('payment_ms', 'seconds that a payment may stay in flight after its reservation'),
  limitVariable('outage_grace_ms', 'seconds after a start in which nothing made before it lapses'),
  limitVariable('doors_open_ms', 'seconds before a show starts from which its tickets are admitted'),
  paymentsVariable('', 'who moves the money: sandbox or stripe', DEFAULT_CONFIG.payments.provider),
  paymentsVariable('_URL', 'where the provider is asked; while it is not set, a sandbox runs by itself'),
  paymentsVariable('_SECRET', "our secret at the provider, such as Stripe's sk_…"),
  paymentsVariable('_SECRET_FILE', 'path of a file with it, instead'),
  paymentsVariable('_WEBHOOK_SECRET', "what the provider's webhooks are signed with"),
  paymentsVariable('_WEBHOOK_SECRET_FILE', 'path of a file with it, instead'),
  paymentsVariable(
    '_TIMEOUT_S',
    'seconds after which a request to the provider counts as not known',
    DEFAULT_CONFIG.payments.timeout_ms / 1_000,
  ),
  sandboxVariable('PORT', 'port of boxoffice sandbox-payments', DEFAULT_CONFIG.sandbox.port),
  sandboxVariable('WEBHOOK_URL', 'where a sandbox sends its webhooks; one run by start knows'),
  sandboxVariable(
    'FAULTS',
    'what goes wrong in a sandbox, in percent: timeouts=5,declines=5,late=2,duplicates=5,webhook_delay_s=1,seed=7',
  ),
  {
    name: 'BOXOFFICE_DOOR_TOKEN',
    fallback: null,
    help: "the doors' bearer token, which checks tickets in and lists them, and can do nothing else",
  },
  {
    name: 'BOXOFFICE_TICKET_KEY',
    fallback: null,
    help: 'path of the key that tickets are signed with, Ed25519; without it the data folder draws its own',
  },
  {
    name: 'BOXOFFICE_TICKET_OLD_KEYS',
    fallback: null,
    help: 'path of public keys (PEM) of the past, whose tickets stay good',
  },
  natsVariable('URL', 'the NATS server, nats://HOST:PORT or tls://HOST:PORT; several with commas between'),
  natsVariable('USER', 'who we are there, with BOXOFFICE_NATS_PASSWORD'),
  natsVariable('PASSWORD', 'the password of BOXOFFICE_NATS_USER'),
  natsVariable('TOKEN', 'a token, where the server asks for one'),
  natsVariable('NKEY', 'path of a file with the seed of our nkey'),
  natsVariable('CREDS', 'path of our creds file; read again at each connection'),
  natsVariable('TLS_CA', "path of the authorities (PEM) that the server's certificate is checked against"),
  natsVariable('TLS_CERT', 'path of our own certificate (PEM), where the server asks for one'),
  natsVariable('TLS_KEY', 'path of its key (PEM)'),
  {
    name: 'BOXOFFICE_PARTITIONS',
    fallback: formatPartitions(DEFAULT_CONFIG.partitions),
    help: 'what an engine owns of all shows',
  },
];

/** The list of variables for `--help`. */
export function describeVariables(): string {
  const width = Math.max(...VARIABLES.map((variable) => variable.name.length));
  return VARIABLES.map(({ name, fallback, help }) => {
    const otherwise = fallback === null ? 'not set' : `default ${fallback}`;
    return `  ${name.padEnd(width)}  ${help} (${otherwise})`;
  }).join('\n');
}
