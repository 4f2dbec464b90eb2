import { suite } from 'uvu';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import { openBoxOffice } from '../gateway/box-office.ts';
import { type RoutingStage, testRouting } from './routing-contract.ts';

const contract = suite<RoutingStage>('the routing contract, in one process');

testRouting(contract, async () => {
  const box_office = await openBoxOffice({ shows: 40 });
  const fresh = box_office.shows.values();
  return {
    routing: inProcessRouting(box_office.engine),
    freshShow: () => String(fresh.next().value),
    close: box_office.close,
  };
});

contract.run();
