import { isUlid } from '../../ids.ts';
import { problemAnswer } from '../../protocol/answers.ts';
import { problem } from '../../protocol/problem.ts';
import { BODY_BYTES_MOST } from '../../protocol/requests.ts';
import { unavailable } from '../../routing/unavailable.ts';
import type { Broker } from '../broker.ts';
import { partitionSubject } from '../subjects.ts';
import { readHeaders, writeHeaders } from './headers.ts';
import type { Replies } from './replies.ts';
import type { Request } from './serving.ts';

export interface IngressOptions {
  readonly broker: Broker;
  readonly replies: Replies;
  readonly isOurs: (partition: number) => boolean;
  readonly isOwned: (partition: number) => boolean;
  readonly serve: (request: Request) => void;
}

/** Does for requests that the server did not map what the mapping does: each gets to the engine that owns its show. */
export function createIngress({ broker, replies, isOurs, isOwned, serve }: IngressOptions) {
  function passOn({ message, reply, show_id, verb }: Request): void {
    const headers = readHeaders(message);
    if (headers === null) replies.send(reply, problemAnswer(problem('bad_request')));
    else if (message.payload.length > BODY_BYTES_MOST)
      replies.send(reply, problemAnswer(problem('payload_too_large')));
    else {
      const options = { reply, headers: writeHeaders(headers) };
      broker.publish(partitionSubject(show_id, verb), message.payload, options);
    }
  }

  return (request: Request): void => {
    if (isOurs(request.partition) || !isUlid(request.show_id)) serve(request);
    else if (isOwned(request.partition)) passOn(request);
    // The server would tell us, and not whoever asked, that nobody listens there.
    else replies.send(request.reply, unavailable());
  };
}
