import { clientContract } from './contract/all.ts';
import { openHttpWay } from './way.ts';

clientContract('over HTTP', openHttpWay);
