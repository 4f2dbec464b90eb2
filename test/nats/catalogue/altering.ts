import type { Broker } from '../../../src/nats/broker.ts';

/** Gives the piece of the catalogue that is to be sent instead, or null where it is to get lost. */
export type Alter = (chunk: Uint8Array, index: number) => Uint8Array | null;

/** A broker over which pieces of the catalogue go out as `alter` says, counted from 0; all else passes as it is. */
export function altering(alter: Alter): (broker: Broker) => Broker {
  return (broker) => {
    const wanted = new Set<string>();
    let index = 0;
    return {
      ...broker,
      subscribe: (subject, take, queue) =>
        broker.subscribe(
          subject,
          (message) => {
            if (subject.endsWith('.chunk') && message.reply !== null) wanted.add(message.reply);
            take(message);
          },
          queue,
        ),
      publish(subject, payload, options) {
        if (!wanted.delete(subject)) return broker.publish(subject, payload, options);
        const sent = alter(payload, index);
        index += 1;
        return sent === null || broker.publish(subject, sent, options);
      },
    };
  };
}
