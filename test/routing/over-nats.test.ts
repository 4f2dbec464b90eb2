import { suite } from 'uvu';
import { ALL_PARTITIONS } from '../../src/partitions.ts';
import { openBoxOffice } from '../gateway/box-office.ts';
import { startNatsServer } from '../support/nats-server.ts';
import { connectedBroker, putOnNats, routingOver } from './engine-on-nats.ts';
import { type RoutingStage, testRouting } from './routing-contract.ts';

const contract = suite<RoutingStage>('the routing contract, over NATS');

testRouting(contract, async () => {
  const server = await startNatsServer();
  const box_office = await openBoxOffice({ shows: 40 });
  const [engine_broker, gateway_broker] = [
    await connectedBroker(server.url),
    await connectedBroker(server.url),
  ];
  const on_nats = putOnNats(engine_broker, box_office.engine, ALL_PARTITIONS);
  const routing = await routingOver(gateway_broker);
  const fresh = box_office.shows.values();
  return {
    routing,
    freshShow: () => String(fresh.next().value),
    async close() {
      routing.close();
      await on_nats.close();
      await Promise.all([engine_broker.close(), gateway_broker.close()]);
      await box_office.close();
      await server.close();
    },
  };
});

contract.run();
