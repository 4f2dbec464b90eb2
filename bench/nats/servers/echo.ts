import { connect } from '@nats-io/transport-node';
import { SHOW_REQUESTS } from '../../../src/nats/subjects.ts';
import { RELEASED, RESERVED } from './echo-answers.ts';
import { READY } from './process.ts';

// The least that a responder in nats.js can do: whatever it is asked, it has the bytes of an answer at hand.
const [url = ''] = process.argv.slice(2);
const reserved = Buffer.from(JSON.stringify(RESERVED));
const released = Buffer.from(JSON.stringify(RELEASED));

const connection = await connect({ servers: url, noAsyncTraces: true });
connection.subscribe(SHOW_REQUESTS, {
  callback: (error, message) => {
    if (error !== null) throw error;
    message.respond(message.subject.endsWith('.reserve') ? reserved : released);
  },
});
await connection.flush();
console.log(READY);
