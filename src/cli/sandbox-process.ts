import { readConfig } from '../config/environment.ts';
import { runSandbox } from './roles/sandbox-payments.ts';

// What `start` runs as its sandbox: `boxoffice sandbox-payments` without the weight of the other commands.
await runSandbox(readConfig(process.env));
