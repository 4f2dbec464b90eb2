import { clientContract } from './contract/all.ts';
import { openNatsWay } from './way.ts';

clientContract('over NATS', openNatsWay);
